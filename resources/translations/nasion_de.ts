<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
  <context>
    <name>nasion</name>
    <message>
      <source> Left out: {listed}.</source>
      <translation> Ausgelassen: {listed}.</translation>
    </message>
    <message>
      <source> ± {deviation:.1f} mm ({score:+.1f} sd)</source>
      <translation> ± {deviation:.1f} mm ({score:+.1f} SD)</translation>
    </message>
    <message>
      <source>&amp;About Nasion</source>
      <translation>&amp;Über Nasion</translation>
    </message>
    <message>
      <source>&amp;Another face</source>
      <translation>&amp;Anderes Gesicht</translation>
    </message>
    <message>
      <source>&amp;Before the edits (hold)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Compare</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Difference map</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Edit</source>
      <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
      <source>&amp;Export…</source>
      <translation>&amp;Exportieren…</translation>
    </message>
    <message>
      <source>&amp;File</source>
      <translation>&amp;Datei</translation>
    </message>
    <message>
      <source>&amp;Help</source>
      <translation>&amp;Hilfe</translation>
    </message>
    <message>
      <source>&amp;Keyboard and mouse</source>
      <translation>&amp;Tastatur und Maus</translation>
    </message>
    <message>
      <source>&amp;Light theme</source>
      <translation>&amp;Helles Design</translation>
    </message>
    <message>
      <source>&amp;Off</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Open…</source>
      <translation>Ö&amp;ffnen…</translation>
    </message>
    <message>
      <source>&amp;Quit</source>
      <translation>&amp;Beenden</translation>
    </message>
    <message>
      <source>&amp;Redo</source>
      <translation>&amp;Wiederholen</translation>
    </message>
    <message>
      <source>&amp;Save</source>
      <translation>&amp;Speichern</translation>
    </message>
    <message>
      <source>&amp;Side by side</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&amp;Undo</source>
      <translation>&amp;Rückgängig</translation>
    </message>
    <message>
      <source>&amp;View</source>
      <translation>&amp;Ansicht</translation>
    </message>
    <message>
      <source>&amp;Wipe</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>, error {value:.2g} mm</source>
      <translation>, Fehler {value:.2g} mm</translation>
    </message>
    <message>
      <source>, shape only</source>
      <translation>, nur Form</translation>
    </message>
    <message>
      <source>, skull moved along</source>
      <translation>, Schädel mitbewegt</translation>
    </message>
    <message>
      <source>0 to 1</source>
      <translation>0 bis 1</translation>
    </message>
    <message>
      <source>1 unit = {scale:.4g} mm</source>
      <translation>1 Einheit = {scale:.4g} mm</translation>
    </message>
    <message>
      <source>3/4</source>
      <translation>3/4</translation>
    </message>
    <message>
      <source>3D print</source>
      <translation>3D-Druck</translation>
    </message>
    <message>
      <source>95 % of the area is nearer than this, mm</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&lt;2 mm</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>&lt;b&gt;No performance yet.&lt;/b&gt; Open a CSV of ARKit coefficients, as Live Link Face records them, or a folder with one mesh of this person for every frame.</source>
      <translation>&lt;b&gt;Noch keine Aufnahme.&lt;/b&gt; Öffnen Sie eine CSV-Datei mit ARKit-Koeffizienten, wie Live Link Face sie aufzeichnet, oder einen Ordner mit einem Netz dieser Person je Bild.</translation>
    </message>
    <message>
      <source>&lt;b&gt;Open a head scan&lt;/b&gt; with Ctrl+O or drop it here. Until then: the mean head.</source>
      <translation>&lt;b&gt;Öffnen Sie einen Kopfscan&lt;/b&gt; mit Strg+O oder ziehen Sie ihn hierher. Bis dahin: der Durchschnittskopf.</translation>
    </message>
    <message>
      <source>&lt;p&gt;In the view: drag to turn, Shift and drag to move, wheel to zoom.&lt;br&gt;On a slider: double-click to reset, arrow keys for small steps.&lt;br&gt;In a box: type 36, 36.0 mm or 3.6 cm and press Enter.&lt;br&gt;Brush (B): drag on the skin to thicken it, with Shift to thin it; [ and ] set its radius.&lt;br&gt;Performance: space plays and pauses in the view and on the timeline; there the arrow keys go by frames.&lt;/p&gt;</source>
      <translation>&lt;p&gt;In der Ansicht: ziehen dreht, Umschalt und ziehen verschiebt, das Mausrad zoomt.&lt;br&gt;Auf einem Regler: Doppelklick setzt zurück, Pfeiltasten gehen in kleinen Schritten.&lt;br&gt;In einem Feld: 36, 36,0 mm oder 3,6 cm eingeben und die Eingabetaste drücken.&lt;br&gt;Pinsel (B): auf der Haut ziehen verdickt sie, mit Umschalt wird sie dünner; [ und ] stellen den Radius ein.&lt;br&gt;Aufnahme: Die Leertaste spielt ab und hält an, in der Ansicht und auf der Zeitleiste; dort gehen die Pfeiltasten bildweise.&lt;/p&gt;</translation>
    </message>
    <message>
      <source>A folder of DICOM slices</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A hollow print needs less material; a drain lets powder or resin out of it</source>
      <translation>Ein hohler Druck braucht weniger Material; ein Ablauf lässt Pulver oder Harz heraus</translation>
    </message>
    <message>
      <source>A point</source>
      <translation>A-Punkt</translation>
    </message>
    <message>
      <source>A press on the skin thickens the tissue there (B); with Shift it thins it. A press beside the head still turns it.</source>
      <translation>Ein Druck auf die Haut verdickt dort das Gewebe (B); mit Umschalt wird es dünner. Neben dem Kopf dreht die Maus ihn weiterhin.</translation>
    </message>
    <message>
      <source>Add</source>
      <translation>Hinzufügen</translation>
    </message>
    <message numerus="yes">
      <source>Added {name}: the cohort holds %n pair(s) now.</source>
      <translation>
        <numerusform>{name} hinzugefügt: Die Kohorte enthält jetzt ein Paar.</numerusform>
        <numerusform>{name} hinzugefügt: Die Kohorte enthält jetzt %n Paare.</numerusform>
      </translation>
    </message>
    <message>
      <source>Adding to the cohort</source>
      <translation>Zur Kohorte hinzufügen</translation>
    </message>
    <message>
      <source>Against the CT</source>
      <translation>Gegen das CT</translation>
    </message>
    <message>
      <source>Alare left</source>
      <translation>Alare links</translation>
    </message>
    <message>
      <source>Alare right</source>
      <translation>Alare rechts</translation>
    </message>
    <message>
      <source>Alignment</source>
      <translation>Ausrichtung</translation>
    </message>
    <message>
      <source>All</source>
      <translation>Alles</translation>
    </message>
    <message>
      <source>Amount</source>
      <translation>Stärke</translation>
    </message>
    <message>
      <source>Anatomical face editing: load a head scan, see its skull, edit it, export it. It works offline; no scan leaves this machine.&lt;br&gt;&lt;br&gt;The skull is an estimate from statistics, not a medical image; do not plan treatment on it.</source>
      <translation>Anatomische Gesichtsbearbeitung: Kopfscan laden, Schädel sehen, bearbeiten, exportieren. Nasion arbeitet ohne Netz; kein Scan verlässt diesen Rechner.&lt;br&gt;&lt;br&gt;Der Schädel ist eine statistische Schätzung, keine medizinische Aufnahme; planen Sie keine Behandlung danach.</translation>
    </message>
    <message>
      <source>Anatomy</source>
      <translation>Anatomie</translation>
    </message>
    <message>
      <source>Anger</source>
      <translation>Ärger</translation>
    </message>
    <message>
      <source>Another person</source>
      <translation>Andere Person</translation>
    </message>
    <message>
      <source>Another {title} that suits the face</source>
      <translation>Passende andere Form: {title}</translation>
    </message>
    <message>
      <source>Anterior nasal spine</source>
      <translation>Spina nasalis anterior</translation>
    </message>
    <message>
      <source>As found in the volume</source>
      <translation>Wie im Volumen gefunden</translation>
    </message>
    <message>
      <source>As it is</source>
      <translation>Unverändert</translation>
    </message>
    <message>
      <source>Assembling the tissue's stiffness</source>
      <translation>Gewebesteifigkeit wird aufgestellt</translation>
    </message>
    <message>
      <source>B point</source>
      <translation>B-Punkt</translation>
    </message>
    <message>
      <source>Back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Back to the likeliest skull</source>
      <translation>Zurück zum wahrscheinlichsten Schädel</translation>
    </message>
    <message>
      <source>Bake frame</source>
      <translation>Bild übernehmen</translation>
    </message>
    <message>
      <source>Before the edits</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Begin again at the end</source>
      <translation>Am Ende von vorn beginnen</translation>
    </message>
    <message>
      <source>Begin with a scan</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Bending the template</source>
      <translation>Vorlage wird angeschmiegt</translation>
    </message>
    <message>
      <source>Best fit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Beyond three standard deviations.</source>
      <translation>Jenseits von drei Standardabweichungen.</translation>
    </message>
    <message>
      <source>Beyond two standard deviations.</source>
      <translation>Jenseits von zwei Standardabweichungen.</translation>
    </message>
    <message>
      <source>Biocular width</source>
      <translation>Äußerer Augenwinkelabstand</translation>
    </message>
    <message>
      <source>Blend with nobody; what was blended stays</source>
      <translation>Nicht mehr mischen; Gemischtes bleibt</translation>
    </message>
    <message>
      <source>Blend with…</source>
      <translation>Mischen mit…</translation>
    </message>
    <message>
      <source>Blending the part</source>
      <translation>Teil wird gemischt</translation>
    </message>
    <message>
      <source>Blin&amp;k</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Blink</source>
      <translation>Blinzeln</translation>
    </message>
    <message>
      <source>Body mass</source>
      <translation>Körpermasse</translation>
    </message>
    <message>
      <source>Bone</source>
      <translation>Knochen</translation>
    </message>
    <message>
      <source>Bone b, forward</source>
      <translation>Knochenpunkt b, nach vorn</translation>
    </message>
    <message>
      <source>Bone from</source>
      <translation>Knochen ab</translation>
    </message>
    <message>
      <source>Both faces in turns</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Both sides together</source>
      <translation>Beide Seiten zusammen</translation>
    </message>
    <message>
      <source>Bringing the other face</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Brow down</source>
      <translation>Braue senken</translation>
    </message>
    <message>
      <source>Brow inner up</source>
      <translation>Braue innen heben</translation>
    </message>
    <message>
      <source>Brow outer up</source>
      <translation>Braue außen heben</translation>
    </message>
    <message>
      <source>Brow ridge</source>
      <translation>Überaugenwulst</translation>
    </message>
    <message>
      <source>Brow ridge forward</source>
      <translation>Überaugenwulst nach vorn</translation>
    </message>
    <message>
      <source>Brows</source>
      <translation>Brauen</translation>
    </message>
    <message>
      <source>Brush</source>
      <translation>Pinsel</translation>
    </message>
    <message>
      <source>Brush {what}</source>
      <translation>Pinsel: {what}</translation>
    </message>
    <message>
      <source>Brush {what}, number</source>
      <translation>Pinsel: {what}, Zahl</translation>
    </message>
    <message>
      <source>Build</source>
      <translation>Statur</translation>
    </message>
    <message>
      <source>Build {0} kg/m²</source>
      <translation>Statur {0} kg/m²</translation>
    </message>
    <message>
      <source>CSV of coefficients…</source>
      <translation>CSV mit Koeffizienten…</translation>
    </message>
    <message>
      <source>CT skull</source>
      <translation>CT-Schädel</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Cannot write {path}; choose another folder or a name that ends in .png.</source>
      <translation>{path} kann nicht geschrieben werden; wählen Sie einen anderen Ordner oder einen Namen, der auf .png endet.</translation>
    </message>
    <message>
      <source>Canthal tilt</source>
      <translation>Lidachsenneigung</translation>
    </message>
    <message>
      <source>Centimetres</source>
      <translation>Zentimeter</translation>
    </message>
    <message>
      <source>Change</source>
      <translation>Änderung</translation>
    </message>
    <message>
      <source>Change by edits</source>
      <translation>Änderung durch Bearbeitung</translation>
    </message>
    <message>
      <source>Change the face here</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Cheek</source>
      <translation>Wange</translation>
    </message>
    <message>
      <source>Cheek puff</source>
      <translation>Wange aufblasen</translation>
    </message>
    <message>
      <source>Cheek squint</source>
      <translation>Wange heben</translation>
    </message>
    <message>
      <source>Cheekbone</source>
      <translation>Jochbein</translation>
    </message>
    <message>
      <source>Cheekbone, left forward</source>
      <translation>Jochbein, links nach vorn</translation>
    </message>
    <message>
      <source>Cheekbone, left out</source>
      <translation>Jochbein, links nach außen</translation>
    </message>
    <message>
      <source>Cheekbone, right forward</source>
      <translation>Jochbein, rechts nach vorn</translation>
    </message>
    <message>
      <source>Cheekbone, right out</source>
      <translation>Jochbein, rechts nach außen</translation>
    </message>
    <message>
      <source>Cheekbones</source>
      <translation>Jochbeine</translation>
    </message>
    <message>
      <source>Cheekbones forward</source>
      <translation>Jochbeine nach vorn</translation>
    </message>
    <message>
      <source>Cheekbones out</source>
      <translation>Jochbeine nach außen</translation>
    </message>
    <message>
      <source>Cheeks and nose</source>
      <translation>Wangen und Nase</translation>
    </message>
    <message>
      <source>Chin</source>
      <translation>Kinn</translation>
    </message>
    <message>
      <source>Chin down</source>
      <translation>Kinn nach unten</translation>
    </message>
    <message>
      <source>Chin forward</source>
      <translation>Kinn nach vorn</translation>
    </message>
    <message>
      <source>Chin height</source>
      <translation>Kinnhöhe</translation>
    </message>
    <message>
      <source>Chin projection</source>
      <translation>Kinnprominenz</translation>
    </message>
    <message>
      <source>Chin width</source>
      <translation>Kinnbreite</translation>
    </message>
    <message>
      <source>Choose a way to compare; the figures follow.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose another person's project and blend part by part</source>
      <translation>Projekt einer anderen Person wählen und Teil für Teil mischen</translation>
    </message>
    <message>
      <source>Choose faces to compare the open one with</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose what to export.</source>
      <translation>Wählen Sie, was exportiert werden soll.</translation>
    </message>
    <message>
      <source>Choose…</source>
      <translation>Wählen…</translation>
    </message>
    <message>
      <source>Cleaning the scan</source>
      <translation>Scan wird bereinigt</translation>
    </message>
    <message>
      <source>Click on the first point of the skull.</source>
      <translation>Klicken Sie auf den ersten Punkt des Schädels.</translation>
    </message>
    <message>
      <source>Click on the second point.</source>
      <translation>Klicken Sie auf den zweiten Punkt.</translation>
    </message>
    <message>
      <source>Click on the skull in the view.</source>
      <translation>Klicken Sie in der Ansicht auf den Schädel.</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Close the start page</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Close this page (Esc)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Colour skin by</source>
      <translation>Haut färben nach</translation>
    </message>
    <message>
      <source>Compare</source>
      <translation>Vergleichen</translation>
    </message>
    <message>
      <source>Compare &amp;with…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Compare with</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Compare with a &amp;file…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Compare with another person, or with any mesh of a head</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Compare with another project or mesh</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Compare with three faces at most; take one out of the list first.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Comparing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Computed on the {device} from now on.</source>
      <translation>Ab jetzt wird auf {device} gerechnet.</translation>
    </message>
    <message>
      <source>Condylion left</source>
      <translation>Condylion links</translation>
    </message>
    <message>
      <source>Condylion right</source>
      <translation>Condylion rechts</translation>
    </message>
    <message>
      <source>Continuing the anatomy</source>
      <translation>Anatomie wird fortgesetzt</translation>
    </message>
    <message>
      <source>Copy the {title} from another person's project</source>
      <translation>Aus dem Projekt einer anderen Person kopieren: {title}</translation>
    </message>
    <message>
      <source>Copying the part</source>
      <translation>Teil wird kopiert</translation>
    </message>
    <message>
      <source>Coronion left</source>
      <translation>Coronion links</translation>
    </message>
    <message>
      <source>Coronion right</source>
      <translation>Coronion rechts</translation>
    </message>
    <message>
      <source>Coverage</source>
      <translation>Abdeckung</translation>
    </message>
    <message>
      <source>Dacryon left</source>
      <translation>Dacryon links</translation>
    </message>
    <message>
      <source>Dacryon right</source>
      <translation>Dacryon rechts</translation>
    </message>
    <message>
      <source>Depth</source>
      <translation>Tiefe</translation>
    </message>
    <message>
      <source>Depth under the skin</source>
      <translation>Tiefe unter der Haut</translation>
    </message>
    <message>
      <source>Diameter of the drain</source>
      <translation>Durchmesser des Ablaufs</translation>
    </message>
    <message>
      <source>Difference</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Difference [mm]</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Difference of the faces</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Difference to the CT</source>
      <translation>Abweichung vom CT</translation>
    </message>
    <message>
      <source>Dimple</source>
      <translation>Grübchen</translation>
    </message>
    <message>
      <source>Discard</source>
      <translation>Verwerfen</translation>
    </message>
    <message>
      <source>Discard {title}</source>
      <translation>{title} verwerfen</translation>
    </message>
    <message>
      <source>Disgust</source>
      <translation>Ekel</translation>
    </message>
    <message>
      <source>Dismiss</source>
      <translation>Ausblenden</translation>
    </message>
    <message>
      <source>Distance on the skull</source>
      <translation>Abstand am Schädel</translation>
    </message>
    <message>
      <source>Distance to scan</source>
      <translation>Abstand zum Scan</translation>
    </message>
    <message>
      <source>Distances both ways over bone that is seen from the front and the sides, mm.</source>
      <translation>Abstände in beide Richtungen über den Knochen, den man von vorn und von den Seiten sieht, mm.</translation>
    </message>
    <message>
      <source>Distances by region</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Document</source>
      <translation>Dokument</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Fertig</translation>
    </message>
    <message>
      <source>Double-click for no change.</source>
      <translation>Doppelklick: keine Änderung.</translation>
    </message>
    <message>
      <source>Double-click for the mean.</source>
      <translation>Doppelklick: Mittelwert.</translation>
    </message>
    <message>
      <source>Down</source>
      <translation>Nach unten</translation>
    </message>
    <message>
      <source>Draft (128)</source>
      <translation>Entwurf (128)</translation>
    </message>
    <message>
      <source>Drag to turn, Shift and drag to move, wheel to zoom. The number keys take standard views; X makes the skin translucent over the skull.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Drag to wipe; arrow keys move it too</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Draw every part that is not locked anew</source>
      <translation>Jeden nicht gesperrten Teil neu auslosen</translation>
    </message>
    <message>
      <source>Drawing a shape</source>
      <translation>Form wird ausgelost</translation>
    </message>
    <message>
      <source>Drawing skulls</source>
      <translation>Schädel werden ausgelost</translation>
    </message>
    <message>
      <source>Drawing the picture</source>
      <translation>Bild wird gezeichnet</translation>
    </message>
    <message>
      <source>Ectoconchion left</source>
      <translation>Ectoconchion links</translation>
    </message>
    <message>
      <source>Ectoconchion right</source>
      <translation>Ectoconchion rechts</translation>
    </message>
    <message>
      <source>Edit</source>
      <translation>Bearbeiten</translation>
    </message>
    <message>
      <source>Export</source>
      <translation>Exportieren</translation>
    </message>
    <message>
      <source>Export &amp;blend shapes…</source>
      <translation>&amp;Blendshapes exportieren…</translation>
    </message>
    <message>
      <source>Export blend shapes</source>
      <translation>Blendshapes exportieren</translation>
    </message>
    <message>
      <source>Export performance</source>
      <translation>Aufnahme exportieren</translation>
    </message>
    <message>
      <source>Export to</source>
      <translation>Exportieren nach</translation>
    </message>
    <message>
      <source>Exported {names}.</source>
      <translation>Exportiert: {names}.</translation>
    </message>
    <message>
      <source>Exporting</source>
      <translation>Export</translation>
    </message>
    <message>
      <source>Exporting the blend shapes</source>
      <translation>Blendshapes werden exportiert</translation>
    </message>
    <message>
      <source>Exporting the performance</source>
      <translation>Aufnahme wird exportiert</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>Exportieren…</translation>
    </message>
    <message>
      <source>Expression</source>
      <translation>Mimik</translation>
    </message>
    <message>
      <source>Expression of frame {0} of {1}</source>
      <translation>Mimik von Bild {0} aus {1}</translation>
    </message>
    <message>
      <source>Expression: {0}</source>
      <translation>Mimik: {0}</translation>
    </message>
    <message>
      <source>Extracted surface</source>
      <translation>Exakte Oberfläche</translation>
    </message>
    <message>
      <source>Extracting the surface</source>
      <translation>Oberfläche wird berechnet</translation>
    </message>
    <message>
      <source>Eye blink</source>
      <translation>Auge schließen</translation>
    </message>
    <message>
      <source>Eye height</source>
      <translation>Augenhöhe</translation>
    </message>
    <message>
      <source>Eye length</source>
      <translation>Lidspaltenlänge</translation>
    </message>
    <message>
      <source>Eye look down</source>
      <translation>Blick nach unten</translation>
    </message>
    <message>
      <source>Eye look in</source>
      <translation>Blick nach innen</translation>
    </message>
    <message>
      <source>Eye look out</source>
      <translation>Blick nach außen</translation>
    </message>
    <message>
      <source>Eye look up</source>
      <translation>Blick nach oben</translation>
    </message>
    <message>
      <source>Eye squint</source>
      <translation>Auge zusammenkneifen</translation>
    </message>
    <message>
      <source>Eye wide</source>
      <translation>Auge aufreißen</translation>
    </message>
    <message>
      <source>Eyes</source>
      <translation>Augen</translation>
    </message>
    <message>
      <source>Face</source>
      <translation>Gesicht</translation>
    </message>
    <message>
      <source>Face found</source>
      <translation>Gesicht gefunden</translation>
    </message>
    <message>
      <source>Face height</source>
      <translation>Gesichtshöhe</translation>
    </message>
    <message>
      <source>Face width (bizygomatic)</source>
      <translation>Gesichtsbreite (bizygomatisch)</translation>
    </message>
    <message>
      <source>Faces beside each other, turned by one camera</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Faces to compare with</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Facial convexity</source>
      <translation>Gesichtskonvexität</translation>
    </message>
    <message>
      <source>Factorised the tissue's stiffness</source>
      <translation>Gewebesteifigkeit zerlegt</translation>
    </message>
    <message>
      <source>Factorising the tissue's stiffness</source>
      <translation>Gewebesteifigkeit wird zerlegt</translation>
    </message>
    <message>
      <source>Falloff</source>
      <translation>Randabfall</translation>
    </message>
    <message>
      <source>Find it…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Finding correctives</source>
      <translation>Korrekturen werden gesucht</translation>
    </message>
    <message>
      <source>Finding the closest head</source>
      <translation>Nächstliegender Kopf wird gesucht</translation>
    </message>
    <message>
      <source>Finding the inside</source>
      <translation>Innenraum wird gesucht</translation>
    </message>
    <message>
      <source>Finding the neighbourhood</source>
      <translation>Umgebung wird gesucht</translation>
    </message>
    <message>
      <source>Fine (384)</source>
      <translation>Fein (384)</translation>
    </message>
    <message>
      <source>Fit error</source>
      <translation>Anpassungsfehler</translation>
    </message>
    <message>
      <source>Fit time</source>
      <translation>Anpassungsdauer</translation>
    </message>
    <message>
      <source>Fitted</source>
      <translation>Angepasst</translation>
    </message>
    <message>
      <source>Fitted in some seconds</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Fitting the detail</source>
      <translation>Details werden angepasst</translation>
    </message>
    <message>
      <source>Fitting the parts</source>
      <translation>Teile werden angepasst</translation>
    </message>
    <message>
      <source>Fitting the scan</source>
      <translation>Scan wird angepasst</translation>
    </message>
    <message>
      <source>Fitting the skin</source>
      <translation>Haut wird angepasst</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>Folder of OBJ files (mm)</source>
      <translation>Ordner mit OBJ-Dateien (mm)</translation>
    </message>
    <message>
      <source>Folder of meshes…</source>
      <translation>Ordner mit Netzen…</translation>
    </message>
    <message>
      <source>Folder of the cohort</source>
      <translation>Ordner der Kohorte</translation>
    </message>
    <message>
      <source>Folder with one mesh a frame</source>
      <translation>Ordner mit einem Netz je Bild</translation>
    </message>
    <message>
      <source>Folder with the slices of a CT</source>
      <translation>Ordner mit den Schichten eines CT</translation>
    </message>
    <message>
      <source>Forehead</source>
      <translation>Stirn</translation>
    </message>
    <message>
      <source>Forehead slope</source>
      <translation>Stirnneigung</translation>
    </message>
    <message>
      <source>Forget {0}</source>
      <translation>{0} vergessen</translation>
    </message>
    <message>
      <source>Forget {title}</source>
      <translation>{title} vergessen</translation>
    </message>
    <message>
      <source>Forgetting saved work</source>
      <translation>Gesicherte Arbeit wird vergessen</translation>
    </message>
    <message>
      <source>Format</source>
      <translation>Format</translation>
    </message>
    <message>
      <source>Forward</source>
      <translation>Nach vorn</translation>
    </message>
    <message>
      <source>Frame {frame:,} of {frame_count:,} · {fps:.2f} s</source>
      <translation>Bild {frame:,} von {frame_count:,} · {fps:.2f} s</translation>
    </message>
    <message>
      <source>Frame {frame:,}, {time:.2f} s</source>
      <translation>Bild {frame:,}, {time:.2f} s</translation>
    </message>
    <message>
      <source>Frames a second</source>
      <translation>Bilder je Sekunde</translation>
    </message>
    <message>
      <source>From below</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>From it nasion replay makes the file again; it holds the face, not the scan</source>
      <translation>Daraus stellt nasion replay die Datei wieder her; sie enthält das Gesicht, nicht den Scan</translation>
    </message>
    <message>
      <source>Front</source>
      <translation>Vorn</translation>
    </message>
    <message>
      <source>Frontal eminence left</source>
      <translation>Tuber frontale links</translation>
    </message>
    <message>
      <source>Frontal eminence right</source>
      <translation>Tuber frontale rechts</translation>
    </message>
    <message>
      <source>Frontomalare left</source>
      <translation>Frontomalare links</translation>
    </message>
    <message>
      <source>Frontomalare right</source>
      <translation>Frontomalare rechts</translation>
    </message>
    <message>
      <source>Frown</source>
      <translation>Mundwinkel senken</translation>
    </message>
    <message>
      <source>Funnel</source>
      <translation>Trichter</translation>
    </message>
    <message>
      <source>GLB (glTF in one file, metres)</source>
      <translation>GLB (glTF in einer Datei, Meter)</translation>
    </message>
    <message>
      <source>Gathering the frames</source>
      <translation>Bilder werden gesammelt</translation>
    </message>
    <message>
      <source>Give it a name.</source>
      <translation>Geben Sie einen Namen an.</translation>
    </message>
    <message>
      <source>Give the open face the expression of this frame, as one edit</source>
      <translation>Dem offenen Gesicht die Mimik dieses Bildes geben, als eine Bearbeitung</translation>
    </message>
    <message>
      <source>Glabella</source>
      <translation>Glabella</translation>
    </message>
    <message>
      <source>Gnathion</source>
      <translation>Gnathion</translation>
    </message>
    <message>
      <source>Go on with the CPU</source>
      <translation>Mit der CPU fortfahren</translation>
    </message>
    <message>
      <source>Gonion left</source>
      <translation>Gonion links</translation>
    </message>
    <message>
      <source>Gonion right</source>
      <translation>Gonion rechts</translation>
    </message>
    <message>
      <source>Head</source>
      <translation>Kopf</translation>
    </message>
    <message>
      <source>Head frame (upright, centred)</source>
      <translation>Kopfsystem (aufrecht, zentriert)</translation>
    </message>
    <message>
      <source>Head length</source>
      <translation>Kopflänge</translation>
    </message>
    <message>
      <source>Head width</source>
      <translation>Kopfbreite</translation>
    </message>
    <message>
      <source>Heads ({suffixes});;All files (*)</source>
      <translation>Köpfe ({suffixes});;Alle Dateien (*)</translation>
    </message>
    <message>
      <source>Heavier or lighter than this person is, by body-mass index: every region thickens as it does between people of the population (assumed 4.5 kg/m² per deviation).</source>
      <translation>Schwerer oder leichter als diese Person, als Body-Mass-Index: Jede Region wird so viel dicker, wie sie sich zwischen Menschen der Population unterscheidet (angenommen: 4,5 kg/m² je Standardabweichung).</translation>
    </message>
    <message>
      <source>Histogram of the difference</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Histogram of the difference from {low:g} to {high:g} mm; mean {mean:+.2f} mm</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>History</source>
      <translation>Verlauf</translation>
    </message>
    <message>
      <source>Hollow, with a wall</source>
      <translation>Hohl, mit Wand</translation>
    </message>
    <message>
      <source>How far each point of the skin follows the lower jaw</source>
      <translation>Wie weit jeder Punkt der Haut dem Unterkiefer folgt</translation>
    </message>
    <message>
      <source>How far the brush reaches; the keys [ and ] change it</source>
      <translation>Wie weit der Pinsel reicht; die Tasten [ und ] ändern es</translation>
    </message>
    <message>
      <source>How far the direction from bone to skin is tilted against the skin's</source>
      <translation>Wie weit die Richtung vom Knochen zur Haut gegen die Hautnormale geneigt ist</translation>
    </message>
    <message>
      <source>How much of the radius the edge takes: 100 % falls off from the middle</source>
      <translation>Welchen Anteil des Radius der Rand einnimmt: 100 % fällt von der Mitte an ab</translation>
    </message>
    <message>
      <source>How sure</source>
      <translation>Wie sicher</translation>
    </message>
    <message>
      <source>Import</source>
      <translation>Importieren</translation>
    </message>
    <message>
      <source>Import &amp;CT…</source>
      <translation>&amp;CT importieren…</translation>
    </message>
    <message>
      <source>Import CT</source>
      <translation>CT importieren</translation>
    </message>
    <message>
      <source>Import a CT</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Import the skin and skull of a CT or CBCT</source>
      <translation>Haut und Schädel aus einem CT oder DVT importieren</translation>
    </message>
    <message>
      <source>Importing the CT</source>
      <translation>CT wird importiert</translation>
    </message>
    <message>
      <source>Inferring the skull</source>
      <translation>Schädel wird erschlossen</translation>
    </message>
    <message>
      <source>Infradentale</source>
      <translation>Infradentale</translation>
    </message>
    <message>
      <source>Intercanthal width</source>
      <translation>Innerer Augenwinkelabstand</translation>
    </message>
    <message>
      <source>Intraoral scans</source>
      <translation>Intraoralscans</translation>
    </message>
    <message>
      <source>Intraoral scans…</source>
      <translation>Intraoralscans…</translation>
    </message>
    <message>
      <source>It lay in {folder}. It was moved or renamed, or its drive is not connected.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Jaw</source>
      <translation>Kiefer</translation>
    </message>
    <message>
      <source>Jaw angle</source>
      <translation>Kieferwinkel</translation>
    </message>
    <message>
      <source>Jaw angle, left out</source>
      <translation>Kieferwinkel, links nach außen</translation>
    </message>
    <message>
      <source>Jaw angle, right out</source>
      <translation>Kieferwinkel, rechts nach außen</translation>
    </message>
    <message>
      <source>Jaw angles</source>
      <translation>Kieferwinkel</translation>
    </message>
    <message>
      <source>Jaw angles out</source>
      <translation>Kieferwinkel nach außen</translation>
    </message>
    <message>
      <source>Jaw forward</source>
      <translation>Kiefer nach vorn</translation>
    </message>
    <message>
      <source>Jaw left</source>
      <translation>Kiefer nach links</translation>
    </message>
    <message>
      <source>Jaw open</source>
      <translation>Kiefer öffnen</translation>
    </message>
    <message>
      <source>Jaw right</source>
      <translation>Kiefer nach rechts</translation>
    </message>
    <message>
      <source>Jaw weight k</source>
      <translation>Kiefergewicht k</translation>
    </message>
    <message>
      <source>Jaw width (bigonial)</source>
      <translation>Unterkieferbreite (bigonial)</translation>
    </message>
    <message>
      <source>Keep closed</source>
      <translation>Geschlossen halten</translation>
    </message>
    <message>
      <source>Keep it</source>
      <translation>Behalten</translation>
    </message>
    <message>
      <source>Keep skin and real skull as a pair, to train on one's own</source>
      <translation>Haut und echten Schädel als Paar behalten, um eigene Modelle zu trainieren</translation>
    </message>
    <message>
      <source>Keeping a picture</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Keeping unsaved work</source>
      <translation>Ungespeicherte Arbeit wird gesichert</translation>
    </message>
    <message>
      <source>Keyboard and mouse</source>
      <translation>Tastatur und Maus</translation>
    </message>
    <message>
      <source>Kiss</source>
      <translation>Kuss</translation>
    </message>
    <message>
      <source>Known</source>
      <translation>Bekannt</translation>
    </message>
    <message>
      <source>Known bone</source>
      <translation>Bekannter Knochen</translation>
    </message>
    <message>
      <source>Known bone: {0}</source>
      <translation>Bekannter Knochen: {0}</translation>
    </message>
    <message>
      <source>Largest distance (Hausdorff), mm</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Later</source>
      <translation>Später</translation>
    </message>
    <message>
      <source>Laugh</source>
      <translation>Lachen</translation>
    </message>
    <message>
      <source>Lay the open face onto the other first, by turn and shift: only shape counts</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Layers</source>
      <translation>Ebenen</translation>
    </message>
    <message>
      <source>Laying the template onto the scan</source>
      <translation>Vorlage wird auf den Scan gelegt</translation>
    </message>
    <message>
      <source>Learned</source>
      <translation>Gelernt</translation>
    </message>
    <message>
      <source>Learning the expressions</source>
      <translation>Mimik wird gelernt</translation>
    </message>
    <message>
      <source>Learning the jaw</source>
      <translation>Kiefer wird gelernt</translation>
    </message>
    <message>
      <source>Learning the template's surroundings</source>
      <translation>Umgebung der Vorlage wird gelernt</translation>
    </message>
    <message>
      <source>Leave</source>
      <translation>Verlassen</translation>
    </message>
    <message>
      <source>Left</source>
      <translation>Links</translation>
    </message>
    <message>
      <source>Left changes the face: by part, expression, tissue and bone. Type a measure such as 36 mm, or drag a slider. The page History takes you back.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Left profile</source>
      <translation>Profil von links</translation>
    </message>
    <message>
      <source>Lengthens or shortens the chin's bone.</source>
      <translation>Verlängert oder verkürzt den Kinnknochen.</translation>
    </message>
    <message>
      <source>Let the open person play it again</source>
      <translation>Wieder von der offenen Person spielen lassen</translation>
    </message>
    <message>
      <source>Let the person of another project play it</source>
      <translation>Von der Person eines anderen Projekts spielen lassen</translation>
    </message>
    <message>
      <source>Like</source>
      <translation>Ähnlichkeit</translation>
    </message>
    <message>
      <source>Like {name}</source>
      <translation>Wie {name}</translation>
    </message>
    <message>
      <source>Likeliest</source>
      <translation>Wahrscheinlichster</translation>
    </message>
    <message>
      <source>Line between the compared faces</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Loading the models</source>
      <translation>Modelle werden geladen</translation>
    </message>
    <message>
      <source>Lock the {title} against change</source>
      <translation>Gegen Änderung sperren: {title}</translation>
    </message>
    <message>
      <source>Lock {0}</source>
      <translation>{0} sperren</translation>
    </message>
    <message>
      <source>Look around</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Look down</source>
      <translation>Blick nach unten</translation>
    </message>
    <message>
      <source>Look from: back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Look from: from below</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Look from: front</source>
      <translation>Ansicht von vorn</translation>
    </message>
    <message>
      <source>Look from: left profile</source>
      <translation>Profil von links</translation>
    </message>
    <message>
      <source>Look from: right profile</source>
      <translation>Profil von rechts</translation>
    </message>
    <message>
      <source>Look from: three-quarter</source>
      <translation>Dreiviertelansicht</translation>
    </message>
    <message>
      <source>Look from: three-quarter, right</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Look from: top</source>
      <translation>Ansicht von oben</translation>
    </message>
    <message>
      <source>Look inward</source>
      <translation>Blick nach innen</translation>
    </message>
    <message>
      <source>Look outward</source>
      <translation>Blick nach außen</translation>
    </message>
    <message>
      <source>Look up</source>
      <translation>Blick nach oben</translation>
    </message>
    <message>
      <source>Looking at recent files</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Looking at the CT</source>
      <translation>CT wird durchgesehen</translation>
    </message>
    <message>
      <source>Looking for bone beneath the skin</source>
      <translation>Knochen unter der Haut wird gesucht</translation>
    </message>
    <message>
      <source>Looking for the face</source>
      <translation>Gesicht wird gesucht</translation>
    </message>
    <message>
      <source>Looking for the jaw</source>
      <translation>Kiefer wird gesucht</translation>
    </message>
    <message>
      <source>Lower</source>
      <translation>Senken</translation>
    </message>
    <message>
      <source>Lower face depth</source>
      <translation>Untere Gesichtstiefe</translation>
    </message>
    <message>
      <source>Lower face height</source>
      <translation>Untere Gesichtshöhe</translation>
    </message>
    <message>
      <source>Lower incisal edge</source>
      <translation>Untere Schneidekante</translation>
    </message>
    <message>
      <source>Lower lip</source>
      <translation>Unterlippe</translation>
    </message>
    <message>
      <source>Lower lip height</source>
      <translation>Unterlippenhöhe</translation>
    </message>
    <message>
      <source>Lower lower lip</source>
      <translation>Unterlippe senken</translation>
    </message>
    <message>
      <source>Lower teeth</source>
      <translation>Untere Zähne</translation>
    </message>
    <message>
      <source>Lower vermilion height</source>
      <translation>Höhe des Unterlippenrots</translation>
    </message>
    <message>
      <source>Lowers or raises the lower jaw without turning it.</source>
      <translation>Senkt oder hebt den Unterkiefer, ohne ihn zu drehen.</translation>
    </message>
    <message>
      <source>Lowers or raises the upper jaw with its teeth; up is an impaction.</source>
      <translation>Senkt oder hebt den Oberkiefer mit seinen Zähnen; nach oben ist es eine Impaktion.</translation>
    </message>
    <message>
      <source>Make the skin translucent over the skull</source>
      <translation>Haut über dem Schädel durchscheinend machen</translation>
    </message>
    <message>
      <source>Making triangles</source>
      <translation>Dreiecke werden gebildet</translation>
    </message>
    <message>
      <source>Malar</source>
      <translation>Jochbeingegend</translation>
    </message>
    <message>
      <source>Mandible</source>
      <translation>Unterkiefer</translation>
    </message>
    <message>
      <source>Mandible alone</source>
      <translation>Unterkiefer allein</translation>
    </message>
    <message>
      <source>Mandible down</source>
      <translation>Unterkiefer nach unten</translation>
    </message>
    <message>
      <source>Mandible forward</source>
      <translation>Unterkiefer nach vorn</translation>
    </message>
    <message>
      <source>Mandible open</source>
      <translation>Unterkiefer öffnen</translation>
    </message>
    <message>
      <source>Mandible tilt, left side up</source>
      <translation>Unterkiefer kippen, linke Seite hoch</translation>
    </message>
    <message>
      <source>Mandible to the left</source>
      <translation>Unterkiefer nach links</translation>
    </message>
    <message>
      <source>Mandible turn to the left</source>
      <translation>Unterkiefer nach links drehen</translation>
    </message>
    <message>
      <source>Masseter</source>
      <translation>Masseter</translation>
    </message>
    <message>
      <source>Max</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Maxilla</source>
      <translation>Oberkiefer</translation>
    </message>
    <message>
      <source>Maxilla down</source>
      <translation>Oberkiefer nach unten</translation>
    </message>
    <message>
      <source>Maxilla forward</source>
      <translation>Oberkiefer nach vorn</translation>
    </message>
    <message>
      <source>Mean</source>
      <translation>Mittel</translation>
    </message>
    <message>
      <source>Mean distance both ways, mm</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mean head</source>
      <translation>Durchschnittskopf</translation>
    </message>
    <message>
      <source>Measure</source>
      <translation>Maß</translation>
    </message>
    <message>
      <source>Measure the inferred skull against the CT's and colour it</source>
      <translation>Erschlossenen Schädel gegen den des CT messen und einfärben</translation>
    </message>
    <message>
      <source>Measures</source>
      <translation>Maße</translation>
    </message>
    <message>
      <source>Measures of the eyes and the face change on both sides alike</source>
      <translation>Maße der Augen und des Gesichts ändern sich auf beiden Seiten gleich</translation>
    </message>
    <message>
      <source>Measuring</source>
      <translation>Messung</translation>
    </message>
    <message>
      <source>Measuring the fit</source>
      <translation>Anpassung wird gemessen</translation>
    </message>
    <message>
      <source>Measuring the wall</source>
      <translation>Wand wird gemessen</translation>
    </message>
    <message>
      <source>Mentolabial angle</source>
      <translation>Mentolabialwinkel</translation>
    </message>
    <message>
      <source>Menton</source>
      <translation>Menton</translation>
    </message>
    <message>
      <source>Metres</source>
      <translation>Meter</translation>
    </message>
    <message>
      <source>Middle face depth</source>
      <translation>Mittlere Gesichtstiefe</translation>
    </message>
    <message>
      <source>Millimetres</source>
      <translation>Millimeter</translation>
    </message>
    <message>
      <source>Models</source>
      <translation>Modelle</translation>
    </message>
    <message>
      <source>Mouth</source>
      <translation>Mund</translation>
    </message>
    <message>
      <source>Mouth close</source>
      <translation>Mund schließen</translation>
    </message>
    <message>
      <source>Mouth dimple</source>
      <translation>Grübchen</translation>
    </message>
    <message>
      <source>Mouth frown</source>
      <translation>Mundwinkel senken</translation>
    </message>
    <message>
      <source>Mouth funnel</source>
      <translation>Lippentrichter</translation>
    </message>
    <message>
      <source>Mouth left</source>
      <translation>Mund nach links</translation>
    </message>
    <message>
      <source>Mouth lower down</source>
      <translation>Unterlippe senken</translation>
    </message>
    <message>
      <source>Mouth press</source>
      <translation>Lippen pressen</translation>
    </message>
    <message>
      <source>Mouth pucker</source>
      <translation>Lippen spitzen</translation>
    </message>
    <message>
      <source>Mouth right</source>
      <translation>Mund nach rechts</translation>
    </message>
    <message>
      <source>Mouth roll lower</source>
      <translation>Unterlippe einrollen</translation>
    </message>
    <message>
      <source>Mouth roll upper</source>
      <translation>Oberlippe einrollen</translation>
    </message>
    <message>
      <source>Mouth shrug lower</source>
      <translation>Unterlippe hochschieben</translation>
    </message>
    <message>
      <source>Mouth shrug upper</source>
      <translation>Oberlippe hochschieben</translation>
    </message>
    <message>
      <source>Mouth smile</source>
      <translation>Lächeln</translation>
    </message>
    <message>
      <source>Mouth stretch</source>
      <translation>Mund strecken</translation>
    </message>
    <message>
      <source>Mouth upper up</source>
      <translation>Oberlippe heben</translation>
    </message>
    <message>
      <source>Mouth width</source>
      <translation>Mundbreite</translation>
    </message>
    <message>
      <source>Moves the cheekbone (zygoma) forward or back.</source>
      <translation>Bewegt das Jochbein (Zygoma) nach vorn oder hinten.</translation>
    </message>
    <message>
      <source>Moves the cheekbone (zygoma) outwards or inwards.</source>
      <translation>Bewegt das Jochbein (Zygoma) nach außen oder innen.</translation>
    </message>
    <message>
      <source>Moves the chin's bone (the symphysis below the teeth) as a genioplasty does.</source>
      <translation>Bewegt den Kinnknochen (die Symphyse unter den Zähnen) wie eine Genioplastik.</translation>
    </message>
    <message>
      <source>Moves the lower jaw forward or back, as a sagittal split osteotomy does.</source>
      <translation>Bewegt den Unterkiefer nach vorn oder hinten wie eine sagittale Spaltosteotomie.</translation>
    </message>
    <message>
      <source>Moves the lower jaw to the person's left (laterotrusion).</source>
      <translation>Bewegt den Unterkiefer zur linken Seite der Person (Laterotrusion).</translation>
    </message>
    <message>
      <source>Moves the mandibular angle (gonion) outwards or inwards.</source>
      <translation>Bewegt den Kieferwinkel (Gonion) nach außen oder innen.</translation>
    </message>
    <message>
      <source>Moves the supraorbital ridge above the eyes forward or back.</source>
      <translation>Bewegt den Überaugenwulst (Arcus superciliaris) nach vorn oder hinten.</translation>
    </message>
    <message>
      <source>Moves the upper jaw with its teeth forward or back, as a Le Fort I osteotomy.</source>
      <translation>Bewegt den Oberkiefer mit seinen Zähnen nach vorn oder hinten wie eine Le-Fort-I-Osteotomie.</translation>
    </message>
    <message>
      <source>Moving the models</source>
      <translation>Modelle werden verlegt</translation>
    </message>
    <message>
      <source>Moving the scan</source>
      <translation>Scan wird bewegt</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Names, dates and places are not read and not kept in the project.</source>
      <translation>Namen, Daten und Orte werden weder gelesen noch im Projekt behalten.</translation>
    </message>
    <message>
      <source>Narrow the skull by scans of the teeth (STL)</source>
      <translation>Schädel durch Scans der Zähne eingrenzen (STL)</translation>
    </message>
    <message>
      <source>Narrowing the skull</source>
      <translation>Schädel wird eingegrenzt</translation>
    </message>
    <message>
      <source>Nasal base width</source>
      <translation>Nasenbasisbreite</translation>
    </message>
    <message>
      <source>Nasal bone</source>
      <translation>Nasenbein</translation>
    </message>
    <message>
      <source>Nasal bone forward</source>
      <translation>Nasenbein nach vorn</translation>
    </message>
    <message>
      <source>Nasal bone width</source>
      <translation>Nasenbeinbreite</translation>
    </message>
    <message>
      <source>Nasal bridge height</source>
      <translation>Nasenrückenhöhe</translation>
    </message>
    <message>
      <source>Nasal bridge length</source>
      <translation>Nasenrückenlänge</translation>
    </message>
    <message>
      <source>Nasal tip angle</source>
      <translation>Nasenspitzenwinkel</translation>
    </message>
    <message>
      <source>Nasal tip protrusion</source>
      <translation>Nasenspitzenprojektion</translation>
    </message>
    <message>
      <source>Nasion</source>
      <translation>Nasion</translation>
    </message>
    <message>
      <source>Nasion did not close properly. Your work was kept.</source>
      <translation>Nasion wurde nicht ordnungsgemäß beendet. Ihre Arbeit ist erhalten.</translation>
    </message>
    <message>
      <source>Nasion project (*.nasion)</source>
      <translation>Nasion-Projekt (*.nasion)</translation>
    </message>
    <message>
      <source>Nasofrontal angle</source>
      <translation>Nasofrontalwinkel</translation>
    </message>
    <message>
      <source>Nasolabial angle (tip, subnasale, lip)</source>
      <translation>Nasolabialwinkel (Spitze, Subnasale, Lippe)</translation>
    </message>
    <message>
      <source>Never saved</source>
      <translation>Nie gespeichert</translation>
    </message>
    <message>
      <source>Next</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Next skull</source>
      <translation>Nächster Schädel</translation>
    </message>
    <message>
      <source>No earlier run left unsaved work.</source>
      <translation>Kein früherer Lauf hat ungespeicherte Arbeit hinterlassen.</translation>
    </message>
    <message>
      <source>No real skull: this head does not come from a CT.</source>
      <translation>Kein echter Schädel: Dieser Kopf stammt nicht aus einem CT.</translation>
    </message>
    <message>
      <source>None: the population's mean head</source>
      <translation>Keiner: der Durchschnittskopf der Population</translation>
    </message>
    <message>
      <source>Normal n, tilt</source>
      <translation>Normale n, Neigung</translation>
    </message>
    <message>
      <source>Nose</source>
      <translation>Nase</translation>
    </message>
    <message>
      <source>Nose bridge</source>
      <translation>Nasenrücken</translation>
    </message>
    <message>
      <source>Nose height</source>
      <translation>Nasenhöhe</translation>
    </message>
    <message>
      <source>Nose sneer</source>
      <translation>Nase rümpfen</translation>
    </message>
    <message>
      <source>Nose width</source>
      <translation>Nasenbreite</translation>
    </message>
    <message>
      <source>Not now</source>
      <translation>Jetzt nicht</translation>
    </message>
    <message>
      <source>Not possible yet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing to recover</source>
      <translation>Nichts wiederherzustellen</translation>
    </message>
    <message>
      <source>Now</source>
      <translation>Jetzt</translation>
    </message>
    <message>
      <source>O&amp;verlay</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>OBJ, PLY, STL, GLB, VTK; or a project</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>OBJ, with the scan's picture</source>
      <translation>OBJ, mit dem Bild des Scans</translation>
    </message>
    <message>
      <source>Off</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>One arch is enough. A scan that lies anywhere is aligned by its arch, and then only the teeth's shape narrows the skull. Whether upper and lower were mixed up is not found out.</source>
      <translation>Ein Zahnbogen genügt. Ein Scan in beliebiger Lage wird nach seinem Bogen ausgerichtet; dann grenzt nur die Form der Zähne den Schädel ein. Ob oben und unten vertauscht sind, wird nicht erkannt.</translation>
    </message>
    <message>
      <source>One face left of a line, the other right of it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>One step, which can be undone</source>
      <translation>Ein Schritt, der sich rückgängig machen lässt</translation>
    </message>
    <message>
      <source>Opacity of the {what}; double-click for opaque</source>
      <translation>Deckkraft: {what}; Doppelklick: undurchsichtig</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Öffnen</translation>
    </message>
    <message>
      <source>Open &amp;recent</source>
      <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
      <source>Open CSV…</source>
      <translation>CSV öffnen…</translation>
    </message>
    <message>
      <source>Open a photo</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open a scan</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open a scan or a project</source>
      <translation>Scan oder Projekt öffnen</translation>
    </message>
    <message>
      <source>Open face</source>
      <translation>Offenes Gesicht</translation>
    </message>
    <message>
      <source>Open folder…</source>
      <translation>Ordner öffnen…</translation>
    </message>
    <message>
      <source>Open or drop the scan of a head: any pose, any unit. Nasion finds the face, shows the size in millimetres and asks only when it is unsure.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open per&amp;formance…</source>
      <translation>Au&amp;fnahme öffnen…</translation>
    </message>
    <message>
      <source>Open performance</source>
      <translation>Aufnahme öffnen</translation>
    </message>
    <message>
      <source>Open the scan of a head to see its likely skull and to change its face.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open wide</source>
      <translation>Weit öffnen</translation>
    </message>
    <message>
      <source>Opening the drain</source>
      <translation>Ablauf wird geöffnet</translation>
    </message>
    <message>
      <source>Opening the project</source>
      <translation>Projekt wird geöffnet</translation>
    </message>
    <message>
      <source>Opisthocranion</source>
      <translation>Opisthocranion</translation>
    </message>
    <message>
      <source>Or drop a file on this window. No file ever leaves this machine.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Orbit</source>
      <translation>Augenhöhle</translation>
    </message>
    <message>
      <source>Orbitale left</source>
      <translation>Orbitale links</translation>
    </message>
    <message>
      <source>Orbitale right</source>
      <translation>Orbitale rechts</translation>
    </message>
    <message>
      <source>Other face</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Other likely skulls</source>
      <translation>Andere wahrscheinliche Schädel</translation>
    </message>
    <message>
      <source>Other person…</source>
      <translation>Andere Person…</translation>
    </message>
    <message>
      <source>Others</source>
      <translation>Weitere</translation>
    </message>
    <message>
      <source>Out</source>
      <translation>Nach außen</translation>
    </message>
    <message>
      <source>Overlay</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>PERFORMANCE · {source}, played by {name}</source>
      <translation>AUFNAHME · {source}, gespielt von {name}</translation>
    </message>
    <message>
      <source>PLY, binary</source>
      <translation>PLY, binär</translation>
    </message>
    <message>
      <source>Paint on the skin</source>
      <translation>Auf die Haut malen</translation>
    </message>
    <message>
      <source>Parts</source>
      <translation>Teile</translation>
    </message>
    <message>
      <source>Performance</source>
      <translation>Aufnahme</translation>
    </message>
    <message>
      <source>Performance: frame {frame:,}</source>
      <translation>Aufnahme: Bild {frame:,}</translation>
    </message>
    <message>
      <source>Philtrum length</source>
      <translation>Philtrumlänge</translation>
    </message>
    <message>
      <source>Philtrum width</source>
      <translation>Philtrumbreite</translation>
    </message>
    <message>
      <source>Pick a point of the skull</source>
      <translation>Punkt am Schädel wählen</translation>
    </message>
    <message>
      <source>Pick a point of the skull in the view</source>
      <translation>Punkt am Schädel in der Ansicht wählen</translation>
    </message>
    <message>
      <source>Pick two points</source>
      <translation>Zwei Punkte wählen</translation>
    </message>
    <message>
      <source>Picked point</source>
      <translation>Gewählter Punkt</translation>
    </message>
    <message>
      <source>Picture</source>
      <translation>Bild</translation>
    </message>
    <message>
      <source>Picture (*.png)</source>
      <translation>Bild (*.png)</translation>
    </message>
    <message>
      <source>Place (x, y, z)</source>
      <translation>Lage (x, y, z)</translation>
    </message>
    <message>
      <source>Place, mm</source>
      <translation>Lage, mm</translation>
    </message>
    <message>
      <source>Plain</source>
      <translation>Einfarbig</translation>
    </message>
    <message>
      <source>Play a recording of ARKit coefficients on this face</source>
      <translation>Aufzeichnung von ARKit-Koeffizienten auf diesem Gesicht abspielen</translation>
    </message>
    <message>
      <source>Play or pause (space)</source>
      <translation>Abspielen oder anhalten (Leertaste)</translation>
    </message>
    <message>
      <source>Please note</source>
      <translation>Bitte beachten</translation>
    </message>
    <message>
      <source>Pogonion</source>
      <translation>Pogonion</translation>
    </message>
    <message>
      <source>Point</source>
      <translation>Punkt</translation>
    </message>
    <message>
      <source>Population: the mean head of these models; spread between people from tabled depths (Rhine 1983 and Lebanese adults, shifted by the T-Table 2023), in part assumed.</source>
      <translation>Population: der Durchschnittskopf dieser Modelle; Streuung zwischen Menschen aus veröffentlichten Tiefen (Rhine 1983 und libanesische Erwachsene, verschoben nach der T-Table 2023), zum Teil angenommen.</translation>
    </message>
    <message>
      <source>Porion left</source>
      <translation>Porion links</translation>
    </message>
    <message>
      <source>Porion right</source>
      <translation>Porion rechts</translation>
    </message>
    <message>
      <source>Position</source>
      <translation>Lage</translation>
    </message>
    <message>
      <source>Preparing the anatomy</source>
      <translation>Anatomie wird vorbereitet</translation>
    </message>
    <message>
      <source>Preparing the fit</source>
      <translation>Anpassung wird vorbereitet</translation>
    </message>
    <message>
      <source>Preparing the performance</source>
      <translation>Aufnahme wird vorbereitet</translation>
    </message>
    <message>
      <source>Press</source>
      <translation>Pressen</translation>
    </message>
    <message>
      <source>Preview</source>
      <translation>Vorschau</translation>
    </message>
    <message>
      <source>Preview: tracked surface</source>
      <translation>Vorschau: mitgeführte Oberfläche</translation>
    </message>
    <message>
      <source>Previous skull</source>
      <translation>Vorheriger Schädel</translation>
    </message>
    <message>
      <source>Project or mesh…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Projects and meshes (*.nasion *.obj *.ply *.stl *.glb *.gltf *.vtk *.vtp)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Prosthion</source>
      <translation>Prosthion</translation>
    </message>
    <message>
      <source>Pucker</source>
      <translation>Spitzen</translation>
    </message>
    <message>
      <source>Puff out</source>
      <translation>Aufblasen</translation>
    </message>
    <message>
      <source>Push up lower lip</source>
      <translation>Unterlippe hochschieben</translation>
    </message>
    <message>
      <source>Push up upper lip</source>
      <translation>Oberlippe hochschieben</translation>
    </message>
    <message>
      <source>Put all bone back</source>
      <translation>Alle Knochen zurücksetzen</translation>
    </message>
    <message>
      <source>Put build, thickness, bone and brush back to the person's own</source>
      <translation>Statur, Dicke, Knochen und Pinsel auf die der Person zurücksetzen</translation>
    </message>
    <message>
      <source>Put on: {what}</source>
      <translation>Aufsetzen: {what}</translation>
    </message>
    <message>
      <source>Put the thickness of every region back</source>
      <translation>Dicke aller Regionen zurücksetzen</translation>
    </message>
    <message>
      <source>Radius</source>
      <translation>Radius</translation>
    </message>
    <message>
      <source>Raise cheek</source>
      <translation>Wange heben</translation>
    </message>
    <message>
      <source>Raise inner ends</source>
      <translation>Innen heben</translation>
    </message>
    <message>
      <source>Raise outer end</source>
      <translation>Außen heben</translation>
    </message>
    <message>
      <source>Raise upper lip</source>
      <translation>Oberlippe heben</translation>
    </message>
    <message>
      <source>Raises or lowers the bony bridge of the nose (the dorsum).</source>
      <translation>Hebt oder senkt den knöchernen Nasenrücken (Dorsum).</translation>
    </message>
    <message>
      <source>Random head</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Randomise {0}</source>
      <translation>{0} auslosen</translation>
    </message>
    <message>
      <source>Read</source>
      <translation>Lesen</translation>
    </message>
    <message>
      <source>Read it here</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Read-only</source>
      <translation>Schreibgeschützt</translation>
    </message>
    <message>
      <source>Reading the other person</source>
      <translation>Andere Person wird gelesen</translation>
    </message>
    <message>
      <source>Reading the performance</source>
      <translation>Aufnahme wird gelesen</translation>
    </message>
    <message>
      <source>Reading the scan</source>
      <translation>Scan wird gelesen</translation>
    </message>
    <message>
      <source>Reading the teeth</source>
      <translation>Zähne werden gelesen</translation>
    </message>
    <message>
      <source>Recent</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Recordings of coefficients (*.csv *.tsv *.txt);;All files (*)</source>
      <translation>Aufzeichnungen von Koeffizienten (*.csv *.tsv *.txt);;Alle Dateien (*)</translation>
    </message>
    <message>
      <source>Recover</source>
      <translation>Wiederherstellen</translation>
    </message>
    <message>
      <source>Recover &amp;unsaved work…</source>
      <translation>&amp;Ungespeicherte Arbeit wiederherstellen…</translation>
    </message>
    <message>
      <source>Recover one now; what you neither recover nor discard is offered again later.</source>
      <translation>Stellen Sie jetzt eines wieder her; was Sie weder wiederherstellen noch verwerfen, wird später erneut angeboten.</translation>
    </message>
    <message>
      <source>Recover {title}</source>
      <translation>{title} wiederherstellen</translation>
    </message>
    <message>
      <source>Recovered {title}. Save it to keep it.</source>
      <translation>{title} wiederhergestellt. Speichern Sie, um es zu behalten.</translation>
    </message>
    <message>
      <source>Recovering unsaved work</source>
      <translation>Ungespeicherte Arbeit wird wiederhergestellt</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>Wiederholen</translation>
    </message>
    <message>
      <source>Redone: {what}</source>
      <translation>Wiederholt: {what}</translation>
    </message>
    <message>
      <source>Refining the pose</source>
      <translation>Lage wird verfeinert</translation>
    </message>
    <message>
      <source>Remove everything painted</source>
      <translation>Alles Gemalte entfernen</translation>
    </message>
    <message>
      <source>Remove from the list</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Replaces {names}.</source>
      <translation>Ersetzt {names}.</translation>
    </message>
    <message>
      <source>Replaces {name}.</source>
      <translation>Ersetzt {name}.</translation>
    </message>
    <message>
      <source>Reset all</source>
      <translation>Alles zurücksetzen</translation>
    </message>
    <message>
      <source>Reset the whole &amp;face</source>
      <translation>Ganzes &amp;Gesicht zurücksetzen</translation>
    </message>
    <message>
      <source>Reset the {title} to where it started</source>
      <translation>Zurücksetzen: {title}</translation>
    </message>
    <message>
      <source>Reset thickness: {0}</source>
      <translation>Dicke zurücksetzen: {0}</translation>
    </message>
    <message>
      <source>Reset {0}</source>
      <translation>{0} zurücksetzen</translation>
    </message>
    <message>
      <source>Rest</source>
      <translation>Übriges</translation>
    </message>
    <message>
      <source>Rhinion</source>
      <translation>Rhinion</translation>
    </message>
    <message>
      <source>Right</source>
      <translation>Rechts</translation>
    </message>
    <message>
      <source>Right only looks: layers and colours, measures against published norms, how sure the skull is, and what is known of the document.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Right profile</source>
      <translation>Profil von rechts</translation>
    </message>
    <message>
      <source>Roll in lower lip</source>
      <translation>Unterlippe einrollen</translation>
    </message>
    <message>
      <source>Roll in upper lip</source>
      <translation>Oberlippe einrollen</translation>
    </message>
    <message>
      <source>SD</source>
      <translation>SD</translation>
    </message>
    <message>
      <source>STL, binary</source>
      <translation>STL, binär</translation>
    </message>
    <message>
      <source>STL, text</source>
      <translation>STL, Text</translation>
    </message>
    <message>
      <source>Sadness</source>
      <translation>Trauer</translation>
    </message>
    <message>
      <source>Sample scan</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Sampling the surface</source>
      <translation>Oberfläche wird abgetastet</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Speichern</translation>
    </message>
    <message>
      <source>Save &amp;as…</source>
      <translation>Speichern &amp;unter…</translation>
    </message>
    <message>
      <source>Save a picture of the 3D view</source>
      <translation>Bild der 3D-Ansicht speichern</translation>
    </message>
    <message>
      <source>Save as CSV…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save keeps everything with all steps; Export writes skin, skull or your own scan in millimetres. What is not saved survives a crash. F1 helps.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save picture</source>
      <translation>Bild speichern</translation>
    </message>
    <message>
      <source>Save project</source>
      <translation>Projekt speichern</translation>
    </message>
    <message>
      <source>Save s&amp;creenshot…</source>
      <translation>&amp;Bildschirmfoto speichern…</translation>
    </message>
    <message>
      <source>Save the &amp;figures…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save the changes to {name}?</source>
      <translation>Änderungen an {name} speichern?</translation>
    </message>
    <message>
      <source>Save the figures</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save the project</source>
      <translation>Projekt speichern</translation>
    </message>
    <message>
      <source>Saved {name}.</source>
      <translation>{name} gespeichert.</translation>
    </message>
    <message>
      <source>Saving</source>
      <translation>Speichern</translation>
    </message>
    <message>
      <source>Scale</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Scale of the difference</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Scan</source>
      <translation>Scan</translation>
    </message>
    <message>
      <source>See &amp;through the skin</source>
      <translation>&amp;Durch die Haut sehen</translation>
    </message>
    <message>
      <source>Set {0}</source>
      <translation>{0} setzen</translation>
    </message>
    <message>
      <source>Setting the measure</source>
      <translation>Maß wird eingestellt</translation>
    </message>
    <message>
      <source>Shading</source>
      <translation>Schattierung</translation>
    </message>
    <message>
      <source>Shape components</source>
      <translation>Formkomponenten</translation>
    </message>
    <message>
      <source>Shape it from scratch</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Shapes have ARKit's names; tongueOut is not known to the models. browInnerUp and cheekPuff are written whole, and in halves beside it (browInnerUpLeft, …).</source>
      <translation>Die Formen tragen die Namen von ARKit; tongueOut kennen die Modelle nicht. browInnerUp und cheekPuff werden ganz geschrieben und daneben in Hälften (browInnerUpLeft, …).</translation>
    </message>
    <message>
      <source>Shaping the hollow</source>
      <translation>Hohlraum wird geformt</translation>
    </message>
    <message>
      <source>Shaping the shell</source>
      <translation>Schale wird geformt</translation>
    </message>
    <message>
      <source>Share of the area nearer than 2 mm</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Shell of a thickness</source>
      <translation>Schale mit Wandstärke</translation>
    </message>
    <message>
      <source>Shift thins. One stroke is one step of undo.</source>
      <translation>Mit Umschalt wird es dünner. Ein Strich ist ein Schritt im Verlauf.</translation>
    </message>
    <message>
      <source>Show as colours</source>
      <translation>Als Farben zeigen</translation>
    </message>
    <message>
      <source>Show or hide the {what}</source>
      <translation>Ein- oder ausblenden: {what}</translation>
    </message>
    <message>
      <source>Show the face before the edits as long as the key is held</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Show the open face alone</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Show ways to begin</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Show work that an earlier run left unsaved</source>
      <translation>Arbeit zeigen, die ein früherer Lauf ungespeichert ließ</translation>
    </message>
    <message>
      <source>Side by side</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Simulated the soft tissue</source>
      <translation>Weichteile simuliert</translation>
    </message>
    <message>
      <source>Simulating the soft tissue</source>
      <translation>Weichteile werden simuliert</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <source>Size {0}</source>
      <translation>Größe {0}</translation>
    </message>
    <message>
      <source>Skin</source>
      <translation>Haut</translation>
    </message>
    <message>
      <source>Skin and skull in one file</source>
      <translation>Haut und Schädel in einer Datei</translation>
    </message>
    <message>
      <source>Skin detail</source>
      <translation>Hautdetail</translation>
    </message>
    <message>
      <source>Skin from</source>
      <translation>Haut ab</translation>
    </message>
    <message>
      <source>Skin of the lower lip, height</source>
      <translation>Unterlippenhaut, Höhe</translation>
    </message>
    <message>
      <source>Skin, as edited</source>
      <translation>Haut, wie bearbeitet</translation>
    </message>
    <message>
      <source>Skin, fat and muscle over the bone: now, and the change [mm].</source>
      <translation>Haut, Fett und Muskel über dem Knochen: jetzt und die Änderung [mm].</translation>
    </message>
    <message>
      <source>Skip</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Skull</source>
      <translation>Schädel</translation>
    </message>
    <message>
      <source>Skull by</source>
      <translation>Schädel nach</translation>
    </message>
    <message>
      <source>Skull uncertainty</source>
      <translation>Unsicherheit des Schädels</translation>
    </message>
    <message>
      <source>Skull with its moving mandible</source>
      <translation>Schädel mit beweglichem Unterkiefer</translation>
    </message>
    <message>
      <source>Skull without mandible</source>
      <translation>Schädel ohne Unterkiefer</translation>
    </message>
    <message>
      <source>Skull, as inferred</source>
      <translation>Schädel, wie erschlossen</translation>
    </message>
    <message>
      <source>Smile</source>
      <translation>Lächeln</translation>
    </message>
    <message>
      <source>Soft-tissue thickness along the anatomy normal, everywhere</source>
      <translation>Weichteildicke entlang der anatomischen Normalen, überall</translation>
    </message>
    <message>
      <source>Somebody who does not exist</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Something went wrong inside Nasion ({kind}). Your work is kept; save it under a new name and start Nasion again. The crash log (Help menu) says where it happened.</source>
      <translation>In Nasion ist ein Fehler aufgetreten ({kind}). Ihre Arbeit ist erhalten; speichern Sie sie unter neuem Namen und starten Sie Nasion neu. Das Absturzprotokoll (Menü Hilfe) sagt, wo es geschah.</translation>
    </message>
    <message>
      <source>Squint</source>
      <translation>Zusammenkneifen</translation>
    </message>
    <message>
      <source>Standard (256)</source>
      <translation>Standard (256)</translation>
    </message>
    <message>
      <source>Standard deviation of the distance, mm</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Standard deviation of what is known</source>
      <translation>Standardabweichung des Bekannten</translation>
    </message>
    <message>
      <source>Stands out by {bias:+.2f} mm on average</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Start &amp;page</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Step {number}: {label}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stop, and show the open face with its own expression again</source>
      <translation>Anhalten und das offene Gesicht wieder mit eigener Mimik zeigen</translation>
    </message>
    <message>
      <source>Stretch</source>
      <translation>Strecken</translation>
    </message>
    <message>
      <source>Submental</source>
      <translation>Submental</translation>
    </message>
    <message>
      <source>Supraorbitale left</source>
      <translation>Supraorbitale links</translation>
    </message>
    <message>
      <source>Supraorbitale right</source>
      <translation>Supraorbitale rechts</translation>
    </message>
    <message>
      <source>Surface ready</source>
      <translation>Oberfläche fertig</translation>
    </message>
    <message>
      <source>Surfaces (*.stl *.ply *.obj);;All files (*)</source>
      <translation>Oberflächen (*.stl *.ply *.obj);;Alle Dateien (*)</translation>
    </message>
    <message>
      <source>Surprise</source>
      <translation>Überraschung</translation>
    </message>
    <message>
      <source>Tables (*.csv)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Take from the CT</source>
      <translation>Aus dem CT nehmen</translation>
    </message>
    <message>
      <source>Take it out</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Take the &amp;tour</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Take the chosen face from the list</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Take the tour</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Taking the CT's bone</source>
      <translation>Knochen des CT wird übernommen</translation>
    </message>
    <message>
      <source>Template registered</source>
      <translation>Vorlage registriert</translation>
    </message>
    <message>
      <source>Temple</source>
      <translation>Schläfe</translation>
    </message>
    <message>
      <source>That did not work</source>
      <translation>Das ist nicht gelungen</translation>
    </message>
    <message>
      <source>The CT's skull, as imaged</source>
      <translation>Der Schädel des CT, wie aufgenommen</translation>
    </message>
    <message>
      <source>The memory is full</source>
      <translation>Der Speicher ist voll</translation>
    </message>
    <message>
      <source>The models are still loading…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The open face coloured by how far it stands out of the other</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The other face translucent over the open one</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The project is open in another window ({other}); here it is read-only. Save it under another name to keep changes.</source>
      <translation>Das Projekt ist in einem anderen Fenster offen ({other}); hier ist es schreibgeschützt. Speichern Sie unter anderem Namen, um Änderungen zu behalten.</translation>
    </message>
    <message>
      <source>The scan</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The scan itself, edited</source>
      <translation>Der Scan selbst, bearbeitet</translation>
    </message>
    <message>
      <source>The scan's unit; choosing another fits the scan again</source>
      <translation>Die Einheit des Scans; eine andere zu wählen passt den Scan neu an</translation>
    </message>
    <message>
      <source>The slider changes it; double-click for no change.</source>
      <translation>Der Regler ändert sie; Doppelklick: keine Änderung.</translation>
    </message>
    <message>
      <source>There is no such folder.</source>
      <translation>Diesen Ordner gibt es nicht.</translation>
    </message>
    <message>
      <source>They are lost if you do not save them.</source>
      <translation>Sie gehen verloren, wenn Sie nicht speichern.</translation>
    </message>
    <message>
      <source>They lie in the face scan's frame, in its unit</source>
      <translation>Sie liegen im System des Gesichtsscans, in dessen Einheit</translation>
    </message>
    <message>
      <source>Thickness</source>
      <translation>Weichteildicke</translation>
    </message>
    <message>
      <source>Thickness d</source>
      <translation>Dicke d</translation>
    </message>
    <message>
      <source>Three-quarter</source>
      <translation>Dreiviertel</translation>
    </message>
    <message>
      <source>Three-quarter, right</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Tilt, left side up</source>
      <translation>Kippen, linke Seite hoch</translation>
    </message>
    <message>
      <source>Tilts the lower jaw about an axis from back to front (a cant).</source>
      <translation>Kippt den Unterkiefer um eine Achse von hinten nach vorn.</translation>
    </message>
    <message>
      <source>Timeline</source>
      <translation>Zeitleiste</translation>
    </message>
    <message>
      <source>Timing the preview</source>
      <translation>Vorschau wird gemessen</translation>
    </message>
    <message>
      <source>Tissue thickness</source>
      <translation>Weichteildicke</translation>
    </message>
    <message>
      <source>To a cohort…</source>
      <translation>Zu einer Kohorte…</translation>
    </message>
    <message>
      <source>To the left</source>
      <translation>Nach links</translation>
    </message>
    <message>
      <source>To the right</source>
      <translation>Nach rechts</translation>
    </message>
    <message>
      <source>Tools</source>
      <translation>Werkzeuge</translation>
    </message>
    <message>
      <source>Top</source>
      <translation>Oben</translation>
    </message>
    <message>
      <source>Transferring the performance</source>
      <translation>Aufnahme wird übertragen</translation>
    </message>
    <message>
      <source>Turn to the left</source>
      <translation>Nach links drehen</translation>
    </message>
    <message>
      <source>Turns the chin to the person's left about an upright axis between the condyles.</source>
      <translation>Dreht das Kinn um eine senkrechte Achse zwischen den Kondylen zur linken Seite der Person.</translation>
    </message>
    <message>
      <source>Turns the lower jaw down about the axis through its condyles (jaw joints).</source>
      <translation>Dreht den Unterkiefer um die Achse durch seine Kondylen (Kiefergelenke) nach unten.</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
    <message>
      <source>Undo the last edit</source>
      <translation>Letzte Bearbeitung rückgängig machen</translation>
    </message>
    <message>
      <source>Undone: {what}</source>
      <translation>Rückgängig gemacht: {what}</translation>
    </message>
    <message>
      <source>Unit</source>
      <translation>Einheit</translation>
    </message>
    <message>
      <source>Unit: metres, by the format's rule.</source>
      <translation>Einheit: Meter, so will es das Format.</translation>
    </message>
    <message>
      <source>Unit: that of the scan ({unit}).</source>
      <translation>Einheit: die des Scans ({unit}).</translation>
    </message>
    <message>
      <source>Unit: {unit}, stated in the file too.</source>
      <translation>Einheit: {unit}, steht auch in der Datei.</translation>
    </message>
    <message>
      <source>Unlock {0}</source>
      <translation>{0} entsperren</translation>
    </message>
    <message>
      <source>Unsaved work</source>
      <translation>Ungespeicherte Arbeit</translation>
    </message>
    <message>
      <source>Unsaved work cannot be kept: {why} Save the project to be safe.</source>
      <translation>Ungespeicherte Arbeit kann nicht gesichert werden: {why} Speichern Sie das Projekt zur Sicherheit.</translation>
    </message>
    <message>
      <source>Upper face depth</source>
      <translation>Obere Gesichtstiefe</translation>
    </message>
    <message>
      <source>Upper face height</source>
      <translation>Obere Gesichtshöhe</translation>
    </message>
    <message>
      <source>Upper incisal edge</source>
      <translation>Obere Schneidekante</translation>
    </message>
    <message>
      <source>Upper lip</source>
      <translation>Oberlippe</translation>
    </message>
    <message>
      <source>Upper lip height</source>
      <translation>Oberlippenhöhe</translation>
    </message>
    <message>
      <source>Upper teeth</source>
      <translation>Obere Zähne</translation>
    </message>
    <message>
      <source>Upper vermilion height</source>
      <translation>Höhe des Oberlippenrots</translation>
    </message>
    <message>
      <source>Vault</source>
      <translation>Schädeldach</translation>
    </message>
    <message>
      <source>Vertex</source>
      <translation>Vertex</translation>
    </message>
    <message>
      <source>Walk past the parts of the window</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Wall</source>
      <translation>Wand</translation>
    </message>
    <message>
      <source>What</source>
      <translation>Was</translation>
    </message>
    <message>
      <source>What one stroke lays in its middle, however often it passes</source>
      <translation>Was ein Strich in seiner Mitte aufträgt, wie oft er auch darüberfährt</translation>
    </message>
    <message>
      <source>Where is {name}?</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Where the bone point beneath each point of the skin lies, from the ear opening forward</source>
      <translation>Wo der Knochenpunkt unter jedem Hautpunkt liegt, von der Ohröffnung nach vorn</translation>
    </message>
    <message>
      <source>Where the scan lay</source>
      <translation>Wo der Scan lag</translation>
    </message>
    <message>
      <source>Whole face</source>
      <translation>Ganzes Gesicht</translation>
    </message>
    <message>
      <source>Whole skull</source>
      <translation>Ganzer Schädel</translation>
    </message>
    <message>
      <source>Widens or narrows the bony bridge, both sides together.</source>
      <translation>Verbreitert oder verschmälert den knöchernen Nasenrücken, beide Seiten zusammen.</translation>
    </message>
    <message>
      <source>Widens or narrows the chin's bone, both sides together.</source>
      <translation>Verbreitert oder verschmälert den Kinnknochen, beide Seiten zusammen.</translation>
    </message>
    <message>
      <source>Width</source>
      <translation>Breite</translation>
    </message>
    <message>
      <source>Width between the ears</source>
      <translation>Abstand zwischen den Ohren</translation>
    </message>
    <message>
      <source>Will be deleted when you close this window.</source>
      <translation>Wird gelöscht, wenn Sie dieses Fenster schließen.</translation>
    </message>
    <message>
      <source>Wipe</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>With {what}…</source>
      <translation>Mit {what}…</translation>
    </message>
    <message>
      <source>Without a scan of your own</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Wrinkle nose</source>
      <translation>Nase rümpfen</translation>
    </message>
    <message>
      <source>Write beside each file how it was made</source>
      <translation>Neben jede Datei schreiben, wie sie entstand</translation>
    </message>
    <message>
      <source>Write skin, skull or scan as a mesh</source>
      <translation>Haut, Schädel oder Scan als Netz schreiben</translation>
    </message>
    <message>
      <source>Write the distances of every region as CSV</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Write the figures of every region for a spreadsheet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Write the shapes of this face under ARKit's names</source>
      <translation>Formen dieses Gesichts unter den Namen von ARKit schreiben</translation>
    </message>
    <message>
      <source>Writes {name}.</source>
      <translation>Schreibt {name}.</translation>
    </message>
    <message>
      <source>Writing the files</source>
      <translation>Dateien werden geschrieben</translation>
    </message>
    <message>
      <source>X-ray</source>
      <translation>Röntgen</translation>
    </message>
    <message>
      <source>Zygion left</source>
      <translation>Zygion links</translation>
    </message>
    <message>
      <source>Zygion right</source>
      <translation>Zygion rechts</translation>
    </message>
    <message>
      <source>bone found</source>
      <translation>Knochen gefunden</translation>
    </message>
    <message>
      <source>closing nostrils and ears</source>
      <translation>Nasenlöcher und Ohren werden geschlossen</translation>
    </message>
    <message>
      <source>damping streaks of metal</source>
      <translation>Metallartefakte werden gedämpft</translation>
    </message>
    <message>
      <source>drain</source>
      <translation>Ablauf</translation>
    </message>
    <message>
      <source>estimated ({length})</source>
      <translation>geschätzt ({length})</translation>
    </message>
    <message>
      <source>extracting the skin</source>
      <translation>Haut wird herausgelöst</translation>
    </message>
    <message>
      <source>extracting the skull</source>
      <translation>Schädel wird herausgelöst</translation>
    </message>
    <message>
      <source>finding air, tissue and bone</source>
      <translation>Luft, Gewebe und Knochen werden gesucht</translation>
    </message>
    <message>
      <source>finding the bone</source>
      <translation>Knochen wird gesucht</translation>
    </message>
    <message>
      <source>finding the head</source>
      <translation>Kopf wird gesucht</translation>
    </message>
    <message>
      <source>finding the scan's pieces</source>
      <translation>Stücke des Scans werden gesucht</translation>
    </message>
    <message>
      <source>fit error, at most {reach:.2g} mm</source>
      <translation>Anpassungsfehler, höchstens {reach:.2g} mm</translation>
    </message>
    <message>
      <source>glTF (text, metres)</source>
      <translation>glTF (Text, Meter)</translation>
    </message>
    <message>
      <source>glTF with morph targets (.glb, metres)</source>
      <translation>glTF mit Morph Targets (.glb, Meter)</translation>
    </message>
    <message>
      <source>head found</source>
      <translation>Kopf gefunden</translation>
    </message>
    <message>
      <source>joining the scan's triangles</source>
      <translation>Dreiecke des Scans werden verbunden</translation>
    </message>
    <message>
      <source>laying the template onto the real skull</source>
      <translation>Vorlage wird auf den echten Schädel gelegt</translation>
    </message>
    <message>
      <source>left</source>
      <translation>links</translation>
    </message>
    <message>
      <source>mandible parted</source>
      <translation>Unterkiefer abgetrennt</translation>
    </message>
    <message>
      <source>measuring the scan</source>
      <translation>Scan wird vermessen</translation>
    </message>
    <message>
      <source>not found</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>parting the mandible</source>
      <translation>Unterkiefer wird abgetrennt</translation>
    </message>
    <message>
      <source>reading the slices</source>
      <translation>Schichten werden gelesen</translation>
    </message>
    <message>
      <source>reading the volume</source>
      <translation>Volumen wird gelesen</translation>
    </message>
    <message>
      <source>reading where the slices lie</source>
      <translation>Lage der Schichten wird gelesen</translation>
    </message>
    <message>
      <source>real skull registered</source>
      <translation>Echter Schädel registriert</translation>
    </message>
    <message>
      <source>removing the headrest</source>
      <translation>Kopfstütze wird entfernt</translation>
    </message>
    <message>
      <source>right</source>
      <translation>rechts</translation>
    </message>
    <message>
      <source>scan cleaned</source>
      <translation>Scan bereinigt</translation>
    </message>
    <message>
      <source>scan loaded</source>
      <translation>Scan geladen</translation>
    </message>
    <message>
      <source>simplifying the scan for the fit</source>
      <translation>Scan wird für die Anpassung vereinfacht</translation>
    </message>
    <message>
      <source>skin extracted</source>
      <translation>Haut herausgelöst</translation>
    </message>
    <message>
      <source>skull extracted</source>
      <translation>Schädel herausgelöst</translation>
    </message>
    <message>
      <source>{0} ({1})</source>
      <translation>{0} ({1})</translation>
    </message>
    <message>
      <source>{0} of {1}</source>
      <translation>{0} von {1}</translation>
    </message>
    <message>
      <source>{0} to {1}</source>
      <translation>{0} auf {1}</translation>
    </message>
    <message>
      <source>{0} {1}</source>
      <translation>{0} {1}</translation>
    </message>
    <message>
      <source>{0} {1} %</source>
      <translation>{0} {1} %</translation>
    </message>
    <message>
      <source>{0} {1} % {2}</source>
      <translation>{0} {1} % {2}</translation>
    </message>
    <message>
      <source>{0} {1} mm</source>
      <translation>{0} {1} mm</translation>
    </message>
    <message>
      <source>{0} {1}°</source>
      <translation>{0} {1}°</translation>
    </message>
    <message>
      <source>{0}, {1}</source>
      <translation>{0}, {1}</translation>
    </message>
    <message>
      <source>{0}: {1}</source>
      <translation>{0}: {1}</translation>
    </message>
    <message>
      <source>{bundle_id}, on {device_name}</source>
      <translation>{bundle_id}, auf {device_name}</translation>
    </message>
    <message>
      <source>{confidence:.0f} % sure</source>
      <translation>zu {confidence:.0f} % sicher</translation>
    </message>
    <message>
      <source>{count} steps, which can be undone</source>
      <translation>{count} Schritte, die sich rückgängig machen lassen</translation>
    </message>
    <message>
      <source>{coverage:.0f} % of the face</source>
      <translation>{coverage:.0f} % des Gesichts</translation>
    </message>
    <message>
      <source>{face_error_mean:.2f} mm mean, {face_error_p95:.2f} mm p95 (face)</source>
      <translation>{face_error_mean:.2f} mm im Mittel, {face_error_p95:.2f} mm p95 (Gesicht)</translation>
    </message>
    <message>
      <source>{length:.1f} ± {deviation:.1f} mm (standard deviation)</source>
      <translation>{length:.1f} ± {deviation:.1f} mm (Standardabweichung)</translation>
    </message>
    <message>
      <source>{minimum:g} to {maximum:g}; double-click to reset</source>
      <translation>{minimum:g} bis {maximum:g}; Doppelklick setzt zurück</translation>
    </message>
    <message>
      <source>{name} cannot be written: {why}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} exists already; choose another name.</source>
      <translation>{name} gibt es schon; wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
      <source>{name} fitted.</source>
      <translation>{name} angepasst.</translation>
    </message>
    <message>
      <source>{name} is not there any more</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} is open in another window; choose another name.</source>
      <translation>{name} ist in einem anderen Fenster offen; wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
      <source>{name} opened.</source>
      <translation>{name} geöffnet.</translation>
    </message>
    <message>
      <source>{name} waits for the exact surface.</source>
      <translation>{name} wartet auf die exakte Oberfläche.</translation>
    </message>
    <message>
      <source>{name}, now</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name}: about {count:,} triangles, {size}</source>
      <translation>{name}: etwa {count:,} Dreiecke, {size}</translation>
    </message>
    <message>
      <source>{number} of {count}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{seconds:.1f} s on {device}</source>
      <translation>{seconds:.1f} s auf {device}</translation>
    </message>
    <message>
      <source>{second} against {first}. Red stands out, blue lies behind. {where}: {bias:+.2f} mm on average.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{share:.0f} %</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{size:.0f} MB</source>
      <translation>{size:.0f} MB</translation>
    </message>
    <message>
      <source>{size:.0f} kB</source>
      <translation>{size:.0f} kB</translation>
    </message>
    <message>
      <source>{source}, played by {who}</source>
      <translation>{source}, gespielt von {who}</translation>
    </message>
    <message>
      <source>{title} is not finished yet; wait for it or cancel it.</source>
      <translation>{title}: noch nicht fertig; warten Sie oder brechen Sie ab.</translation>
    </message>
    <message>
      <source>{title} opacity</source>
      <translation>{title}: Deckkraft</translation>
    </message>
    <message>
      <source>{title} visible</source>
      <translation>{title}: sichtbar</translation>
    </message>
    <message>
      <source>{title} was cancelled; nothing was changed.</source>
      <translation>{title}: abgebrochen; nichts wurde geändert.</translation>
    </message>
    <message>
      <source>{title}, number</source>
      <translation>{title}, Zahl</translation>
    </message>
    <message>
      <source>{title}, thickness now, mm</source>
      <translation>{title}, Dicke jetzt, mm</translation>
    </message>
    <message>
      <source>{title}: there is no bone right beneath it.</source>
      <translation>{title}: Darunter liegt kein Knochen.</translation>
    </message>
    <message>
      <source>{title}: {value:.1f} mm; population {mean:.1f}</source>
      <translation>{title}: {value:.1f} mm; Population {mean:.1f}</translation>
    </message>
    <message>
      <source>{title}: {value:.1f}{unit}; population {mean:.1f} ± {deviation:.1f}{unit} ({score:+.1f} sd)</source>
      <translation>{title}: {value:.1f}{unit}; Population {mean:.1f} ± {deviation:.1f}{unit} ({score:+.1f} SD)</translation>
    </message>
    <message>
      <source>{what}; double-click to reset</source>
      <translation>{what}; Doppelklick setzt zurück</translation>
    </message>
    <message>
      <source>{which} of {count}</source>
      <translation>{which} von {count}</translation>
    </message>
    <message>
      <source>°</source>
      <translation>°</translation>
    </message>
    <message>
      <source>± {deviation:.1f} mm{many}</source>
      <translation>± {deviation:.1f} mm{many}</translation>
    </message>
    <message>
      <source>± {mean:.1f} mm on average (standard deviation), {least:.1f} to {most:.1f} mm</source>
      <translation>± {mean:.1f} mm im Mittel (Standardabweichung), {least:.1f} bis {most:.1f} mm</translation>
    </message>
    <message>
      <source>± {reach:g} mm</source>
      <translation type="unfinished" />
    </message>
  </context>
</TS>
