; Inno Setup: installs the folder that packaging/build.py made. No administrator needed.
;   iscc /DVersion=0.1.0 packaging\windows\nasion.iss
; With signing: iscc "/Ssign=signtool sign ... $f" /DSign packaging\windows\nasion.iss

#ifndef Version
  #define Version "0.1.0"
#endif

[Setup]
AppId={{6B0C7E57-8B0B-4E7F-9B0E-2F3D7A6C1D5A}
AppName=Nasion
AppVersion={#Version}
AppPublisher=The Nasion developers
DefaultDirName={autopf}\Nasion
DefaultGroupName=Nasion
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\resources\icons\nasion.ico
UninstallDisplayIcon={app}\nasion-studio.exe
OutputDir=..\..\dist
OutputBaseFilename=nasion-{#Version}-windows-setup
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
ChangesAssociations=yes
#ifdef Sign
SignTool=sign
SignedUninstaller=yes
#endif

[Tasks]
Name: desktopicon; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[Files]
Source: "..\..\dist\nasion\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion

[Icons]
Name: "{group}\Nasion"; Filename: "{app}\nasion-studio.exe"
Name: "{autodesktop}\Nasion"; Filename: "{app}\nasion-studio.exe"; Tasks: desktopicon

[Registry]
Root: HKA; Subkey: "Software\Classes\.nasion"; ValueType: string; ValueData: "Nasion.Project"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\Nasion.Project"; ValueType: string; ValueData: "Nasion project"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Nasion.Project\DefaultIcon"; ValueType: string; ValueData: "{app}\nasion-studio.exe,0"
Root: HKA; Subkey: "Software\Classes\Nasion.Project\shell\open\command"; ValueType: string; ValueData: """{app}\nasion-studio.exe"" ""%1"""

[Run]
Filename: "{app}\nasion-studio.exe"; Description: "{cm:LaunchProgram,Nasion}"; Flags: nowait postinstall skipifsilent
