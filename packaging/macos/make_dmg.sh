#!/usr/bin/env bash
# Makes dist/nasion-<version>-macos.dmg from dist/Nasion.app.
# Signs when SIGNING_IDENTITY names an identity in the keychain, notarises when NOTARY_PROFILE names
# stored credentials; without them the program keeps the ad-hoc signature that arm64 demands.
set -euo pipefail
cd "$(dirname "$0")/../.."
version=${1:?give the version}
application=dist/Nasion.app
image=dist/nasion-$version-macos.dmg

if [[ -n ${SIGNING_IDENTITY:-} ]]; then
    # Inside out: a bundle's signature covers the signatures of what it holds.
    find "$application" -type f \( -name '*.dylib' -o -name '*.so' -o -perm -u+x \) -print0 |
        xargs -0 -n 16 codesign --force --timestamp --options runtime \
            --entitlements packaging/macos/entitlements.plist --sign "$SIGNING_IDENTITY"
    codesign --force --timestamp --options runtime \
        --entitlements packaging/macos/entitlements.plist --sign "$SIGNING_IDENTITY" "$application"
else
    echo "no signing identity: the program stays ad-hoc signed"
    codesign --force --deep --sign - "$application"
fi
codesign --verify --deep "$application"

staging=$(mktemp -d)
trap 'rm -rf "$staging"' EXIT
cp -R "$application" "$staging/"
cp LICENSE "$staging/"
ln -s /Applications "$staging/Applications"
rm -f "$image"
hdiutil create -volname Nasion -srcfolder "$staging" -fs HFS+ -format UDZO -ov "$image"

if [[ -n ${SIGNING_IDENTITY:-} ]]; then
    codesign --force --timestamp --sign "$SIGNING_IDENTITY" "$image"
fi
if [[ -n ${NOTARY_PROFILE:-} ]]; then
    xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
fi
echo "$image"
