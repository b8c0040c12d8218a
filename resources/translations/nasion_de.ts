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
      <source> This is a remote session: its screen may offer no OpenGL. Start Nasion at the machine itself, or use a remote desktop with OpenGL.</source>
      <translation> Dies ist eine Fernsitzung: Ihr Bildschirm bietet vielleicht kein OpenGL. Starten Sie Nasion am Rechner selbst, oder benutzen Sie eine Fernsitzung mit OpenGL.</translation>
    </message>
    <message>
      <source> and {0} more</source>
      <translation> und {0} weitere</translation>
    </message>
    <message>
      <source> ± {deviation:.1f} mm ({score:+.1f} sd)</source>
      <translation> ± {deviation:.1f} mm ({score:+.1f} SD)</translation>
    </message>
    <message numerus="yes">
      <source>%n core(s) for the computation.</source>
      <translation>
        <numerusform>Ein Kern für die Berechnung.</numerusform>
        <numerusform>%n Kerne für die Berechnung.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n face(s): which one?</source>
      <translation>
        <numerusform>Ein Gesicht: welches?</numerusform>
        <numerusform>%n Gesichter: welches?</numerusform>
      </translation>
    </message>
    <message>
      <source>&amp;About Nasion</source>
      <translation>&amp;Über Nasion</translation>
    </message>
    <message>
      <source>&amp;Angle</source>
      <translation>&amp;Winkel</translation>
    </message>
    <message>
      <source>&amp;Another face</source>
      <translation>&amp;Anderes Gesicht</translation>
    </message>
    <message>
      <source>&amp;Before the edits (hold)</source>
      <translation>&amp;Vor der Bearbeitung (halten)</translation>
    </message>
    <message>
      <source>&amp;Compare</source>
      <translation>&amp;Vergleichen</translation>
    </message>
    <message>
      <source>&amp;Copy all edits</source>
      <translation>Alle Bearbeitungen &amp;kopieren</translation>
    </message>
    <message>
      <source>&amp;Crash logs</source>
      <translation>&amp;Absturzprotokolle</translation>
    </message>
    <message>
      <source>&amp;Cut open</source>
      <translation>&amp;Aufschneiden</translation>
    </message>
    <message>
      <source>&amp;Difference map</source>
      <translation>&amp;Differenzkarte</translation>
    </message>
    <message>
      <source>&amp;Distance</source>
      <translation>&amp;Abstand</translation>
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
      <source>&amp;Find a command…</source>
      <translation>Befehl &amp;finden…</translation>
    </message>
    <message>
      <source>&amp;Guide</source>
      <translation>&amp;Hilfe öffnen</translation>
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
      <source>&amp;Landmarks</source>
      <translation>&amp;Landmarken</translation>
    </message>
    <message>
      <source>&amp;Light theme</source>
      <translation>&amp;Helles Design</translation>
    </message>
    <message>
      <source>&amp;Measure</source>
      <translation>&amp;Messen</translation>
    </message>
    <message>
      <source>&amp;Off</source>
      <translation>A&amp;us</translation>
    </message>
    <message>
      <source>&amp;Open…</source>
      <translation>Ö&amp;ffnen…</translation>
    </message>
    <message>
      <source>&amp;Orthographic</source>
      <translation>&amp;Orthografisch</translation>
    </message>
    <message>
      <source>&amp;Paste edits or part</source>
      <translation>Bearbeitungen oder Teil &amp;einfügen</translation>
    </message>
    <message>
      <source>&amp;Path along the surface</source>
      <translation>Weg auf der &amp;Oberfläche</translation>
    </message>
    <message>
      <source>&amp;Photograph beside the head</source>
      <translation>&amp;Foto neben dem Kopf</translation>
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
      <source>&amp;Reset the layout</source>
      <translation>Anordnung &amp;zurücksetzen</translation>
    </message>
    <message>
      <source>&amp;Save</source>
      <translation>&amp;Speichern</translation>
    </message>
    <message>
      <source>&amp;Settings…</source>
      <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
      <source>&amp;Side by side</source>
      <translation>&amp;Nebeneinander</translation>
    </message>
    <message>
      <source>&amp;Table of measures</source>
      <translation>&amp;Tabelle der Maße</translation>
    </message>
    <message>
      <source>&amp;Treatment</source>
      <translation>&amp;Behandlung</translation>
    </message>
    <message>
      <source>&amp;Turntable</source>
      <translation>Dreh&amp;teller</translation>
    </message>
    <message>
      <source>&amp;Undo</source>
      <translation>&amp;Rückgängig</translation>
    </message>
    <message>
      <source>&amp;Variations…</source>
      <translation>&amp;Varianten…</translation>
    </message>
    <message>
      <source>&amp;View</source>
      <translation>&amp;Ansicht</translation>
    </message>
    <message>
      <source>&amp;Wipe</source>
      <translation>&amp;Wischen</translation>
    </message>
    <message>
      <source>&amp;Wires</source>
      <translation>&amp;Drahtgitter</translation>
    </message>
    <message>
      <source>'{value}' is not a unit of {named}: choose auto, {value1}.</source>
      <translation>„{value}“ ist keine Einheit von {named}: Wählen Sie auto, {value1}.</translation>
    </message>
    <message>
      <source>* The model's population, where nothing is published.</source>
      <translation>* Die Population des Modells, wo nichts veröffentlicht ist.</translation>
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
      <source>, {count} people</source>
      <translation>, {count} Personen</translation>
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
      <source>12 seconds</source>
      <translation>12 Sekunden</translation>
    </message>
    <message>
      <source>15 pictures a second</source>
      <translation>15 Bilder je Sekunde</translation>
    </message>
    <message>
      <source>25 pictures a second</source>
      <translation>25 Bilder je Sekunde</translation>
    </message>
    <message>
      <source>3/4</source>
      <translation>3/4</translation>
    </message>
    <message>
      <source>35-mm equivalent: a telephone's main camera has about 26 mm</source>
      <translation>Kleinbild-Äquivalent: Die Hauptkamera eines Telefons hat etwa 26 mm</translation>
    </message>
    <message>
      <source>3D print</source>
      <translation>3D-Druck</translation>
    </message>
    <message>
      <source>4 seconds</source>
      <translation>4 Sekunden</translation>
    </message>
    <message>
      <source>68 landmarks alone</source>
      <translation>68 Punkte allein</translation>
    </message>
    <message>
      <source>8 seconds</source>
      <translation>8 Sekunden</translation>
    </message>
    <message>
      <source>95 %</source>
      <translation>95 %</translation>
    </message>
    <message>
      <source>95 % of the area is nearer than this, mm</source>
      <translation>95 % der Fläche sind näher als dies, mm</translation>
    </message>
    <message>
      <source>&lt; 2</source>
      <translation>&lt; 2</translation>
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
      <source>&lt;ul style='margin-left: -22px'&gt;{value}&lt;/ul&gt;</source>
      <translation>&lt;ul style='margin-left: -22px'&gt;{value}&lt;/ul&gt;</translation>
    </message>
    <message>
      <source>A click takes a face; Undo brings the one before back.</source>
      <translation>Ein Klick übernimmt ein Gesicht; Rückgängig bringt das vorige zurück.</translation>
    </message>
    <message>
      <source>A document holds {value} measures; remove some first.</source>
      <translation>Ein Dokument fasst {value} Messungen; entfernen Sie erst einige.</translation>
    </message>
    <message>
      <source>A few letters of a command</source>
      <translation>Ein paar Buchstaben eines Befehls</translation>
    </message>
    <message>
      <source>A folder of DICOM slices</source>
      <translation>Ein Ordner mit DICOM-Schichten</translation>
    </message>
    <message>
      <source>A folder of numbered pictures, for video programs.</source>
      <translation>Ein Ordner mit nummerierten Bildern, für Videoprogramme.</translation>
    </message>
    <message>
      <source>A frame has fewer than {value} landmarks; add some.</source>
      <translation>Ein Bild hat weniger als {value} Landmarken; setzen Sie weitere.</translation>
    </message>
    <message>
      <source>A head of the model; no scan lies behind it.</source>
      <translation>Ein Kopf des Modells; kein Scan liegt dahinter.</translation>
    </message>
    <message>
      <source>A headrest or the like of {number} cm3 was removed.</source>
      <translation>Eine Kopfstütze oder Ähnliches von {number} cm3 wurde entfernt.</translation>
    </message>
    <message>
      <source>A hollow print needs less material; a drain lets powder or resin out of it</source>
      <translation>Ein hohler Druck braucht weniger Material; ein Ablauf lässt Pulver oder Harz heraus</translation>
    </message>
    <message>
      <source>A little: a quarter of the spread</source>
      <translation>Ein wenig: ein Viertel der Streuung</translation>
    </message>
    <message>
      <source>A measure needs a name; type one.</source>
      <translation>Eine Messung braucht einen Namen; geben Sie einen ein.</translation>
    </message>
    <message>
      <source>A path or an area stays on one surface: go on where you began.</source>
      <translation>Ein Weg oder eine Fläche bleibt auf einer Oberfläche: Machen Sie dort weiter, wo Sie begannen.</translation>
    </message>
    <message>
      <source>A person's own expressions need at least one shape; add some.</source>
      <translation>Eigene Gesichtsausdrücke einer Person brauchen mindestens eine Form; fügen Sie welche hinzu.</translation>
    </message>
    <message>
      <source>A photograph does not tell how large a head is: the size is a likely one until the distance of the pupils is given.</source>
      <translation>Ein Foto sagt nicht, wie groß ein Kopf ist: Die Größe ist nur wahrscheinlich, bis der Pupillenabstand angegeben ist.</translation>
    </message>
    <message>
      <source>A photograph in the project is damaged; choose its file again by 'Find the photos'.</source>
      <translation>Ein Foto im Projekt ist beschädigt; wählen Sie seine Datei mit „Fotos suchen“ neu.</translation>
    </message>
    <message>
      <source>A point</source>
      <translation>A-Punkt</translation>
    </message>
    <message>
      <source>A pose needs {value} points that do not lie in a plane; {value1} were given.</source>
      <translation>Eine Lage braucht {value} Punkte, die nicht in einer Ebene liegen; gegeben sind {value1}.</translation>
    </message>
    <message>
      <source>A preset is a set of edits. Choose one and put it on; it can be put on fainter or stronger. To make your own, edit a face, then name and save its edits below.</source>
      <translation>Eine Vorlage ist ein Satz von Änderungen. Wählen Sie eine und wenden Sie sie an, schwächer oder stärker. Für eine eigene bearbeiten Sie ein Gesicht, geben unten einen Namen ein und speichern.</translation>
    </message>
    <message>
      <source>A preset needs a name; type one.</source>
      <translation>Eine Vorlage braucht einen Namen; geben Sie einen ein.</translation>
    </message>
    <message>
      <source>A press on the skin thickens the tissue there (B); with Shift it thins it. A press beside the head still turns it.</source>
      <translation>Ein Druck auf die Haut verdickt dort das Gewebe (B); mit Umschalt wird es dünner. Neben dem Kopf dreht die Maus ihn weiterhin.</translation>
    </message>
    <message>
      <source>A scan has no surface near the face; place it in the head frame.</source>
      <translation>Ein Scan hat nahe dem Gesicht keine Oberfläche; legen Sie ihn in das Koordinatensystem des Kopfes.</translation>
    </message>
    <message>
      <source>A scan of the performance has no triangles; leave it out.</source>
      <translation>Ein Scan der Aufnahme hat keine Dreiecke; lassen Sie ihn weg.</translation>
    </message>
    <message>
      <source>A simulation for communication and research, not a surgical plan.</source>
      <translation>Eine Simulation für Gespräch und Forschung, kein Operationsplan.</translation>
    </message>
    <message>
      <source>A surface can be hollowed or given a shell, not both; choose one.</source>
      <translation>Eine Oberfläche kann ausgehöhlt werden oder eine Wandstärke bekommen, nicht beides; wählen Sie eins.</translation>
    </message>
    <message>
      <source>A surface of {value} triangles shows no head; allow at least {value1}.</source>
      <translation>Eine Oberfläche aus {value} Dreiecken zeigt keinen Kopf; erlauben Sie mindestens {value1}.</translation>
    </message>
    <message>
      <source>A surface without holes, so that it has an inside: what a 3D printer needs.</source>
      <translation>Eine Oberfläche ohne Löcher, die also ein Inneres hat: was ein 3D-Drucker braucht.</translation>
    </message>
    <message>
      <source>A video for VLC and Firefox; others need it converted.</source>
      <translation>Ein Video für VLC und Firefox; andere brauchen es umgewandelt.</translation>
    </message>
    <message>
      <source>A wall of {number} mm leaves no room inside; choose a thinner one or print it solid.</source>
      <translation>Eine Wand von {number} mm lässt innen keinen Raum; wählen Sie eine dünnere, oder drucken Sie massiv.</translation>
    </message>
    <message>
      <source>A {value} of {number} mm cannot be made; choose {number1} to {number2}.</source>
      <translation>{value} von {number} mm lässt sich nicht herstellen; wählen Sie {number1} bis {number2}.</translation>
    </message>
    <message>
      <source>A&amp;rea</source>
      <translation>&amp;Fläche</translation>
    </message>
    <message>
      <source>A4</source>
      <translation>A4</translation>
    </message>
    <message>
      <source>ANB angle</source>
      <translation>ANB-Winkel</translation>
    </message>
    <message>
      <source>Add</source>
      <translation>Hinzufügen</translation>
    </message>
    <message>
      <source>Add one, or drop it here: JPEG, PNG, WebP, TIFF.</source>
      <translation>Fügen Sie eines hinzu oder ziehen Sie es hierher: JPEG, PNG, WebP, TIFF.</translation>
    </message>
    <message>
      <source>Add photographs of the same person; they can also be dropped here</source>
      <translation>Fotos desselben Menschen hinzufügen; sie lassen sich auch hierher ziehen</translation>
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
      <source>Add…</source>
      <translation>Hinzufügen…</translation>
    </message>
    <message>
      <source>Adult men</source>
      <translation>Erwachsene Männer</translation>
    </message>
    <message>
      <source>Adult women</source>
      <translation>Erwachsene Frauen</translation>
    </message>
    <message>
      <source>After</source>
      <translation>Nachher</translation>
    </message>
    <message>
      <source>Again</source>
      <translation>Noch einmal</translation>
    </message>
    <message>
      <source>Against the CT</source>
      <translation>Gegen das CT</translation>
    </message>
    <message>
      <source>Against the mirror image</source>
      <translation>Gegen das Spiegelbild</translation>
    </message>
    <message>
      <source>Against the mirror image, root mean square</source>
      <translation>Gegen das Spiegelbild, quadratisches Mittel</translation>
    </message>
    <message>
      <source>Alare</source>
      <translation>Alare</translation>
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
      <source>All but one</source>
      <translation>Alle bis auf einen</translation>
    </message>
    <message>
      <source>All lower teeth together.</source>
      <translation>Alle unteren Zähne zusammen.</translation>
    </message>
    <message>
      <source>All of the skin</source>
      <translation>Die ganze Haut</translation>
    </message>
    <message>
      <source>All points</source>
      <translation>Alle Punkte</translation>
    </message>
    <message>
      <source>All six are set; drag one to move it.</source>
      <translation>Alle sechs sind gesetzt; ziehen Sie einen, um ihn zu verschieben.</translation>
    </message>
    <message>
      <source>All upper teeth together.</source>
      <translation>Alle oberen Zähne zusammen.</translation>
    </message>
    <message>
      <source>Alternative {number}</source>
      <translation>Alternative {number}</translation>
    </message>
    <message>
      <source>Amount</source>
      <translation>Stärke</translation>
    </message>
    <message>
      <source>An open surface has no inside to take out; give it a thickness instead (--shell).</source>
      <translation>Eine offene Oberfläche hat kein Inneres, das man herausnehmen könnte; geben Sie ihr stattdessen eine Dicke (--shell).</translation>
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
      <source>Angle</source>
      <translation>Winkel</translation>
    </message>
    <message>
      <source>Angle at the second of three points</source>
      <translation>Winkel am zweiten von drei Punkten</translation>
    </message>
    <message>
      <source>Angle of convexity (N-A-Pog)</source>
      <translation>Konvexitätswinkel (N-A-Pog)</translation>
    </message>
    <message>
      <source>Angle: click three points, the corner second</source>
      <translation>Winkel: drei Punkte anklicken, den Scheitel als zweiten</translation>
    </message>
    <message>
      <source>Animated GIF</source>
      <translation>Animiertes GIF</translation>
    </message>
    <message>
      <source>Animated PNG</source>
      <translation>Animiertes PNG</translation>
    </message>
    <message>
      <source>Animated WebP</source>
      <translation>Animiertes WebP</translation>
    </message>
    <message>
      <source>Another face</source>
      <translation>Ein anderes Gesicht</translation>
    </message>
    <message>
      <source>Another person</source>
      <translation>Andere Person</translation>
    </message>
    <message>
      <source>Another {title} that suits the face; hold for the strength</source>
      <translation>Passende andere Form: {title}; halten für die Stärke</translation>
    </message>
    <message>
      <source>Anterior nasal spine</source>
      <translation>Spina nasalis anterior</translation>
    </message>
    <message>
      <source>Apple graphics (MPS)</source>
      <translation>Apple-Grafik (MPS)</translation>
    </message>
    <message>
      <source>Apply</source>
      <translation>Anwenden</translation>
    </message>
    <message>
      <source>Area</source>
      <translation>Fläche</translation>
    </message>
    <message>
      <source>Area on the surface: click its outline, a double click closes it</source>
      <translation>Fläche auf der Oberfläche: Umriss anklicken, ein Doppelklick schließt ihn</translation>
    </message>
    <message>
      <source>Area within an outline on the skin or the bone</source>
      <translation>Fläche innerhalb eines Umrisses auf Haut oder Knochen</translation>
    </message>
    <message>
      <source>Arrows move the segment, rings turn it: red to the left, green up, blue forward</source>
      <translation>Pfeile bewegen das Segment, Ringe drehen es: rot nach links, grün nach oben, blau nach vorn</translation>
    </message>
    <message>
      <source>Arrows where skin moves (three times as long)</source>
      <translation>Pfeile, wo sich Haut bewegt (dreifach)</translation>
    </message>
    <message>
      <source>As fitted</source>
      <translation>Wie angepasst</translation>
    </message>
    <message>
      <source>As found in the volume</source>
      <translation>Wie im Volumen gefunden</translation>
    </message>
    <message>
      <source>As in Blender</source>
      <translation>Wie in Blender</translation>
    </message>
    <message>
      <source>As in medical viewers</source>
      <translation>Wie in medizinischen Betrachtern</translation>
    </message>
    <message>
      <source>As it is</source>
      <translation>Unverändert</translation>
    </message>
    <message>
      <source>As on the screen</source>
      <translation>Wie am Bildschirm</translation>
    </message>
    <message>
      <source>As people differ</source>
      <translation>Wie Menschen sich unterscheiden</translation>
    </message>
    <message>
      <source>As set</source>
      <translation>Wie eingestellt</translation>
    </message>
    <message>
      <source>As the camera noted it, for a 35-mm camera.</source>
      <translation>Wie von der Kamera vermerkt, für Kleinbild.</translation>
    </message>
    <message>
      <source>As the system</source>
      <translation>Wie das System</translation>
    </message>
    <message>
      <source>As typed, for a 35-mm camera.</source>
      <translation>Wie eingegeben, für Kleinbild.</translation>
    </message>
    <message>
      <source>Assembling the tissue's stiffness</source>
      <translation>Gewebesteifigkeit wird aufgestellt</translation>
    </message>
    <message>
      <source>Asymmetry</source>
      <translation>Asymmetrie</translation>
    </message>
    <message>
      <source>Asymmetry [mm]</source>
      <translation>Asymmetrie [mm]</translation>
    </message>
    <message>
      <source>Asymmetry as &amp;colours</source>
      <translation>Asymmetrie als Far&amp;ben</translation>
    </message>
    <message>
      <source>Asymmetry by region</source>
      <translation>Asymmetrie je Region</translation>
    </message>
    <message>
      <source>At least one slice is missing: between the {value} and the next one lie {number} mm instead of {number1} mm. Copy the whole series again.</source>
      <translation>Mindestens eine Schicht fehlt: Zwischen der {value}. und der nächsten liegen {number} mm statt {number1} mm. Kopieren Sie die ganze Serie noch einmal.</translation>
    </message>
    <message>
      <source>At most so many triangles</source>
      <translation>Höchstens so viele Dreiecke</translation>
    </message>
    <message>
      <source>Averages</source>
      <translation>Durchschnitt</translation>
    </message>
    <message>
      <source>Axial</source>
      <translation>Axial</translation>
    </message>
    <message>
      <source>Axial, coronal and sagittal slices of the CT beside the head</source>
      <translation>Axiale, koronale und sagittale Schichten des CT neben dem Kopf</translation>
    </message>
    <message>
      <source>B point</source>
      <translation>B-Punkt</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Von hinten</translation>
    </message>
    <message>
      <source>Back to front</source>
      <translation>Vorn/hinten tauschen</translation>
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
      <source>Base of the nose</source>
      <translation>Nasenbasis</translation>
    </message>
    <message>
      <source>Before</source>
      <translation>Vorher</translation>
    </message>
    <message>
      <source>Before and after</source>
      <translation>Vorher und nachher</translation>
    </message>
    <message>
      <source>Before the edits</source>
      <translation>Vor der Bearbeitung</translation>
    </message>
    <message>
      <source>Begin again at the end</source>
      <translation>Am Ende von vorn beginnen</translation>
    </message>
    <message>
      <source>Begin with a scan</source>
      <translation>Mit einem Scan beginnen</translation>
    </message>
    <message>
      <source>Behind each method: its mean error over rendered faces whose shape is known</source>
      <translation>Hinter jedem Verfahren: sein mittlerer Fehler über gezeichnete Gesichter, deren Form bekannt ist</translation>
    </message>
    <message>
      <source>Below: the skin over the skull that most likely lies beneath it.</source>
      <translation>Unten: die Haut über dem Schädel, der am wahrscheinlichsten darunterliegt.</translation>
    </message>
    <message>
      <source>Bending the template</source>
      <translation>Vorlage wird angeschmiegt</translation>
    </message>
    <message>
      <source>Best fit</source>
      <translation>Beste Passung</translation>
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
      <source>Beyond: one and a half times</source>
      <translation>Darüber hinaus: das Anderthalbfache</translation>
    </message>
    <message>
      <source>Biocular width</source>
      <translation>Augenweite außen</translation>
    </message>
    <message>
      <source>Blend with nobody</source>
      <translation>Nicht mehr mischen</translation>
    </message>
    <message>
      <source>Blend with nobody; what was blended stays</source>
      <translation>Nicht mehr mischen; Gemischtes bleibt</translation>
    </message>
    <message>
      <source>Blend with…</source>
      <translation>Mischen…</translation>
    </message>
    <message>
      <source>Blending the part</source>
      <translation>Teil wird gemischt</translation>
    </message>
    <message>
      <source>Blin&amp;k</source>
      <translation>&amp;Blinken</translation>
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
      <source>Bone between the two middle lower incisors.</source>
      <translation>Knochen zwischen den beiden mittleren unteren Schneidezähnen.</translation>
    </message>
    <message>
      <source>Bone between the two middle upper incisors.</source>
      <translation>Knochen zwischen den beiden mittleren oberen Schneidezähnen.</translation>
    </message>
    <message>
      <source>Bone from</source>
      <translation>Knochen ab</translation>
    </message>
    <message>
      <source>Bone of the CT</source>
      <translation>Knochen des CT</translation>
    </message>
    <message>
      <source>Bone: {name}</source>
      <translation>Knochen: {name}</translation>
    </message>
    <message>
      <source>Bony tip below the opening of the nose.</source>
      <translation>Knöcherne Spitze unter der Nasenöffnung.</translation>
    </message>
    <message>
      <source>Born</source>
      <translation>Geboren</translation>
    </message>
    <message>
      <source>Both</source>
      <translation>Beide</translation>
    </message>
    <message>
      <source>Both faces in turns</source>
      <translation>Beide Gesichter im Wechsel</translation>
    </message>
    <message>
      <source>Both sides together</source>
      <translation>Beide Seiten zusammen</translation>
    </message>
    <message>
      <source>Box a face</source>
      <translation>Gesicht umrahmen</translation>
    </message>
    <message>
      <source>Bridge of the nose</source>
      <translation>Nasenrücken</translation>
    </message>
    <message>
      <source>Brightness in a CT: air −1000, water 0, bone several hundred and more.</source>
      <translation>Helligkeit in einem CT: Luft −1000, Wasser 0, Knochen mehrere Hundert und mehr.</translation>
    </message>
    <message>
      <source>Bringing the other face</source>
      <translation>Anderes Gesicht wird geholt</translation>
    </message>
    <message>
      <source>Brings the skin towards a plane; passing again goes on</source>
      <translation>Bringt die Haut einer Ebene näher; erneutes Überstreichen macht weiter</translation>
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
      <source>Brow over the corner of the eye</source>
      <translation>Braue über dem Augenwinkel</translation>
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
      <source>Brow rises</source>
      <translation>Braue hebt sich</translation>
    </message>
    <message>
      <source>Brown</source>
      <translation>Braun</translation>
    </message>
    <message>
      <source>Brows</source>
      <translation>Brauen</translation>
    </message>
    <message>
      <source>Brows up</source>
      <translation>Brauen gehoben</translation>
    </message>
    <message>
      <source>Brows: weaker</source>
      <translation>Brauen: schwächer</translation>
    </message>
    <message>
      <source>Brush</source>
      <translation>Pinsel</translation>
    </message>
    <message>
      <source>Brush stroke</source>
      <translation>Pinselstrich</translation>
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
      <source>Brush: leave out</source>
      <translation>Pinsel: auslassen</translation>
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
      <source>Bulge of the forehead on either side.</source>
      <translation>Vorwölbung der Stirn auf jeder Seite.</translation>
    </message>
    <message>
      <source>CPU ({0} of {1} cores)</source>
      <translation>CPU ({0} von {1} Kernen)</translation>
    </message>
    <message>
      <source>CSV of coefficients…</source>
      <translation>CSV mit Koeffizienten…</translation>
    </message>
    <message>
      <source>CSV…</source>
      <translation>CSV…</translation>
    </message>
    <message>
      <source>CT &amp;slices</source>
      <translation>CT-&amp;Schichten</translation>
    </message>
    <message>
      <source>CT skull</source>
      <translation>CT-Schädel</translation>
    </message>
    <message>
      <source>CT slices</source>
      <translation>CT-Schichten</translation>
    </message>
    <message>
      <source>Came with the program</source>
      <translation>Mit dem Programm geliefert</translation>
    </message>
    <message>
      <source>Camera</source>
      <translation>Kamera</translation>
    </message>
    <message>
      <source>Camera and look of the view</source>
      <translation>Kamera und Aussehen der Ansicht</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Cannot read the landmarks in {named}: {value}; check the file.</source>
      <translation>Die Landmarken in {named} lassen sich nicht lesen: {value}; prüfen Sie die Datei.</translation>
    </message>
    <message>
      <source>Cannot read {named}: {value}; check the path and its permissions.</source>
      <translation>{named} lässt sich nicht lesen: {value}; prüfen Sie den Pfad und die Rechte.</translation>
    </message>
    <message>
      <source>Cannot read {named}: {value}; check the path.</source>
      <translation>{named} lässt sich nicht lesen: {value}; prüfen Sie den Pfad.</translation>
    </message>
    <message>
      <source>Cannot read {named}: {value}; the provenance lies beside the result and ends in {value1}.</source>
      <translation>{named} lässt sich nicht lesen: {value}; der Herkunftsnachweis liegt neben dem Ergebnis und endet auf {value1}.</translation>
    </message>
    <message>
      <source>Cannot save {named}: {value}; undo the last step and save again.</source>
      <translation>{named} lässt sich nicht sichern: {value}; nehmen Sie den letzten Schritt zurück, und sichern Sie noch einmal.</translation>
    </message>
    <message>
      <source>Cannot write {named}; choose another folder.</source>
      <translation>{named} lässt sich nicht schreiben; wählen Sie einen anderen Ordner.</translation>
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
      <source>Change [mm]</source>
      <translation>Änderung [mm]</translation>
    </message>
    <message>
      <source>Change as colours</source>
      <translation>Änderung als Farben</translation>
    </message>
    <message>
      <source>Change between visits</source>
      <translation>Änderung zwischen den Besuchen</translation>
    </message>
    <message>
      <source>Change by edits</source>
      <translation>Änderung durch Bearbeitung</translation>
    </message>
    <message>
      <source>Change the face here</source>
      <translation>Hier das Gesicht ändern</translation>
    </message>
    <message>
      <source>Change unit and pose of the scan, leave parts out, and fit it again</source>
      <translation>Einheit und Lage des Scans ändern, Teile auslassen und neu anpassen</translation>
    </message>
    <message>
      <source>Changes</source>
      <translation>Änderungen</translation>
    </message>
    <message>
      <source>Changing the language</source>
      <translation>Sprache wechseln</translation>
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
      <source>Cheeks</source>
      <translation>Wangen</translation>
    </message>
    <message>
      <source>Cheeks and nose</source>
      <translation>Wangen und Nase</translation>
    </message>
    <message>
      <source>Cheilion</source>
      <translation>Cheilion</translation>
    </message>
    <message>
      <source>Chin</source>
      <translation>Kinn</translation>
    </message>
    <message>
      <source>Chin 4 mm forward</source>
      <translation>Kinn 4 mm nach vorn</translation>
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
      <source>Choose a file…</source>
      <translation>Datei wählen…</translation>
    </message>
    <message>
      <source>Choose a usual treatment…</source>
      <translation>Übliche Behandlung wählen…</translation>
    </message>
    <message>
      <source>Choose a way to compare; the figures follow.</source>
      <translation>Wählen Sie eine Art des Vergleichs; die Zahlen folgen.</translation>
    </message>
    <message>
      <source>Choose among nine alternatives to this face</source>
      <translation>Unter neun Alternativen zu diesem Gesicht wählen</translation>
    </message>
    <message>
      <source>Choose another person's project and blend part by part</source>
      <translation>Projekt einer anderen Person wählen und Teil für Teil mischen</translation>
    </message>
    <message>
      <source>Choose faces to compare the open one with</source>
      <translation>Gesichter wählen, mit denen das offene verglichen wird</translation>
    </message>
    <message>
      <source>Choose the unit, turn the scan upright with its face to you, leave out what is no head, or set the six points.</source>
      <translation>Wählen Sie die Einheit, drehen Sie den Scan aufrecht mit dem Gesicht zu Ihnen, lassen Sie aus, was kein Kopf ist, oder setzen Sie die sechs Punkte.</translation>
    </message>
    <message>
      <source>Choose what to export.</source>
      <translation>Wählen Sie, was exportiert werden soll.</translation>
    </message>
    <message>
      <source>Choose, save and share named edits</source>
      <translation>Benannte Bearbeitungen wählen, sichern und teilen</translation>
    </message>
    <message>
      <source>Choose…</source>
      <translation>Wählen…</translation>
    </message>
    <message>
      <source>Clay</source>
      <translation>Ton</translation>
    </message>
    <message>
      <source>Cleaning the scan</source>
      <translation>Scan wird bereinigt</translation>
    </message>
    <message>
      <source>Clear</source>
      <translation>Leeren</translation>
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
      <source>Click on, or double-click or Enter to finish. Esc ends.</source>
      <translation>Weiterklicken; Doppelklick oder Eingabetaste schließt ab. Esc beendet.</translation>
    </message>
    <message>
      <source>Click the face in the picture; its outlines are shown.</source>
      <translation>Klicken Sie das Gesicht im Bild an; seine Umrisse werden gezeigt.</translation>
    </message>
    <message>
      <source>Click the points on the face; drag one to move it</source>
      <translation>Punkte am Gesicht anklicken; ziehen verschiebt einen</translation>
    </message>
    <message>
      <source>Clinical</source>
      <translation>Klinisch</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Close the start page</source>
      <translation>Startseite schließen</translation>
    </message>
    <message>
      <source>Close this page (Esc)</source>
      <translation>Diese Seite schließen (Esc)</translation>
    </message>
    <message>
      <source>Co-rotated (a minute)</source>
      <translation>Korotiert (eine Minute)</translation>
    </message>
    <message>
      <source>Coarse, 20 000 tetrahedra</source>
      <translation>Grob, 20 000 Tetraeder</translation>
    </message>
    <message>
      <source>Colour skin by</source>
      <translation>Haut färben nach</translation>
    </message>
    <message>
      <source>Colour the pose by its distance to its own mirror image</source>
      <translation>Die Pose nach dem Abstand zu ihrem eigenen Spiegelbild einfärben</translation>
    </message>
    <message>
      <source>Colour the pose by what has changed since the first visit</source>
      <translation>Die Pose danach einfärben, was sich seit dem ersten Besuch geändert hat</translation>
    </message>
    <message>
      <source>Colour the skin by its distance to its own mirror image</source>
      <translation>Haut nach ihrem Abstand zum eigenen Spiegelbild färben</translation>
    </message>
    <message>
      <source>Colours</source>
      <translation>Farben</translation>
    </message>
    <message>
      <source>Commands</source>
      <translation>Befehle</translation>
    </message>
    <message>
      <source>Compare</source>
      <translation>Vergleichen</translation>
    </message>
    <message>
      <source>Compare &amp;with…</source>
      <translation>Vergleichen &amp;mit…</translation>
    </message>
    <message>
      <source>Compare with</source>
      <translation>Vergleichen mit</translation>
    </message>
    <message>
      <source>Compare with a &amp;file…</source>
      <translation>Mit einer &amp;Datei vergleichen…</translation>
    </message>
    <message>
      <source>Compare with another person, or with any mesh of a head</source>
      <translation>Mit einer anderen Person oder einem beliebigen Netz eines Kopfes vergleichen</translation>
    </message>
    <message>
      <source>Compare with another project or mesh</source>
      <translation>Mit einem anderen Projekt oder Netz vergleichen</translation>
    </message>
    <message>
      <source>Compare with the face now</source>
      <translation>Mit dem Gesicht jetzt vergleichen</translation>
    </message>
    <message>
      <source>Compare with three faces at most; take one out of the list first.</source>
      <translation>Höchstens drei Gesichter zum Vergleich; nehmen Sie zuerst eines aus der Liste.</translation>
    </message>
    <message>
      <source>Compared with {other}</source>
      <translation>Verglichen mit {other}</translation>
    </message>
    <message>
      <source>Comparing</source>
      <translation>Vergleich läuft</translation>
    </message>
    <message>
      <source>Computed on</source>
      <translation>Berechnet auf</translation>
    </message>
    <message>
      <source>Computed on the {device} from now on.</source>
      <translation>Ab jetzt wird auf {device} gerechnet.</translation>
    </message>
    <message>
      <source>Condylion</source>
      <translation>Condylion</translation>
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
      <source>Connection timed out</source>
      <translation>Die Verbindung brach ab</translation>
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
      <source>Cores change when Nasion starts the next time.</source>
      <translation>Die Kerne ändern sich beim nächsten Start von Nasion.</translation>
    </message>
    <message>
      <source>Corner of the mouth moves</source>
      <translation>Mundwinkel bewegt sich</translation>
    </message>
    <message>
      <source>Corner of the mouth over the base of the nose</source>
      <translation>Mundwinkel über der Nasenbasis</translation>
    </message>
    <message>
      <source>Corner of the mouth.</source>
      <translation>Mundwinkel.</translation>
    </message>
    <message>
      <source>Coronal</source>
      <translation>Koronal</translation>
    </message>
    <message>
      <source>Coronion</source>
      <translation>Coronion</translation>
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
      <source>Correct the i&amp;mport…</source>
      <translation>I&amp;mport berichtigen…</translation>
    </message>
    <message>
      <source>Correct the photo…</source>
      <translation>Foto berichtigen…</translation>
    </message>
    <message>
      <source>Correct…</source>
      <translation>Berichtigen…</translation>
    </message>
    <message>
      <source>Could not be held: {value}{value1}.</source>
      <translation>Nicht zu halten: {value}{value1}.</translation>
    </message>
    <message>
      <source>Coverage</source>
      <translation>Abdeckung</translation>
    </message>
    <message>
      <source>Cranium</source>
      <translation>Schädel ohne Kiefer</translation>
    </message>
    <message>
      <source>Cranium and mandible touch over {number} mm2; they were cut apart there.</source>
      <translation>Oberschädel und Unterkiefer berühren sich auf {number} mm2; sie wurden dort getrennt.</translation>
    </message>
    <message>
      <source>Crash logs</source>
      <translation>Absturzprotokolle</translation>
    </message>
    <message>
      <source>Crista philtri</source>
      <translation>Crista philtri</translation>
    </message>
    <message>
      <source>Cut open</source>
      <translation>Aufschneiden</translation>
    </message>
    <message>
      <source>Cut the head open: median, horizontal, coronal, whole again</source>
      <translation>Kopf aufschneiden: median, horizontal, koronal, wieder ganz</translation>
    </message>
    <message>
      <source>Cut this too</source>
      <translation>Auch dies schneiden</translation>
    </message>
    <message>
      <source>Cutting edge of the lower middle incisors.</source>
      <translation>Schneidekante der unteren mittleren Schneidezähne.</translation>
    </message>
    <message>
      <source>Cutting edge of the upper middle incisors.</source>
      <translation>Schneidekante der oberen mittleren Schneidezähne.</translation>
    </message>
    <message>
      <source>Dacryon</source>
      <translation>Dacryon</translation>
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
      <source>Dark colours</source>
      <translation>Dunkel</translation>
    </message>
    <message>
      <source>Day of the visit</source>
      <translation>Tag des Besuchs</translation>
    </message>
    <message>
      <source>Deep</source>
      <translation>Tief</translation>
    </message>
    <message>
      <source>Deepest point of the fold below the lower lip.</source>
      <translation>Tiefster Punkt der Falte unter der Unterlippe.</translation>
    </message>
    <message>
      <source>Deepest point of the lower jaw's bone in the midline, above the chin.</source>
      <translation>Tiefster Punkt des Unterkieferknochens in der Mittellinie, über dem Kinn.</translation>
    </message>
    <message>
      <source>Deepest point of the upper jaw's bone in the midline, below the nasal spine.</source>
      <translation>Tiefster Punkt des Oberkieferknochens in der Mittellinie, unter dem Nasendorn.</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Löschen</translation>
    </message>
    <message>
      <source>Depth</source>
      <translation>Tiefe</translation>
    </message>
    <message>
      <source>Depth and the hidden side are what is likely, not what was seen.</source>
      <translation>Tiefe und verdeckte Seite sind das Wahrscheinliche, nicht das Gesehene.</translation>
    </message>
    <message>
      <source>Depth under the skin</source>
      <translation>Tiefe unter der Haut</translation>
    </message>
    <message>
      <source>Deviations</source>
      <translation>Abweichungen</translation>
    </message>
    <message>
      <source>Device or resource busy</source>
      <translation>Das Gerät ist beschäftigt</translation>
    </message>
    <message>
      <source>Diameter of the drain</source>
      <translation>Durchmesser des Ablaufs</translation>
    </message>
    <message>
      <source>Difference</source>
      <translation>Differenz</translation>
    </message>
    <message>
      <source>Difference [mm]</source>
      <translation>Differenz [mm]</translation>
    </message>
    <message>
      <source>Difference of the faces</source>
      <translation>Differenz der Gesichter</translation>
    </message>
    <message>
      <source>Difference to the CT</source>
      <translation>Abweichung vom CT</translation>
    </message>
    <message>
      <source>Differs from {other} by {mean:.1f} mm on average, at most {most:.1f} mm.</source>
      <translation>Weicht von {other} im Mittel um {mean:.1f} mm ab, höchstens um {most:.1f} mm.</translation>
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
      <source>Disk quota exceeded</source>
      <translation>Das Kontingent ist ausgeschöpft</translation>
    </message>
    <message>
      <source>Dismiss</source>
      <translation>Ausblenden</translation>
    </message>
    <message>
      <source>Distance</source>
      <translation>Abstand</translation>
    </message>
    <message>
      <source>Distance of the pupils</source>
      <translation>Abstand der Pupillen</translation>
    </message>
    <message>
      <source>Distance of the pupils known</source>
      <translation>Abstand der Pupillen bekannt</translation>
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
      <source>Distance to the scan</source>
      <translation>Abstand zum Scan</translation>
    </message>
    <message>
      <source>Distance, mm</source>
      <translation>Abstand, mm</translation>
    </message>
    <message>
      <source>Distances both ways over bone that is seen from the front and the sides, mm.</source>
      <translation>Abstände in beide Richtungen über den Knochen, den man von vorn und von den Seiten sieht, mm.</translation>
    </message>
    <message>
      <source>Distances by region</source>
      <translation>Abstände nach Regionen</translation>
    </message>
    <message>
      <source>Distances to the CT's skull</source>
      <translation>Abstände zum Schädel des CT</translation>
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
      <source>Double-click a name to change it; Delete removes the measure</source>
      <translation>Doppelklick auf einen Namen ändert ihn; Entf entfernt das Maß</translation>
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
      <source>Double-click puts a preset on; F2 renames your own</source>
      <translation>Doppelklick setzt eine Vorlage auf; F2 benennt eigene um</translation>
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
      <source>Drag a point that is off; the keys . and , choose one, arrows move it.</source>
      <translation>Ziehen Sie einen Punkt, der danebenliegt; die Tasten . und , wählen einen, Pfeile bewegen ihn.</translation>
    </message>
    <message>
      <source>Drag to turn, Shift and drag to move, wheel to zoom. The number keys take standard views; X makes the skin translucent over the skull.</source>
      <translation>Ziehen dreht, Umschalt und Ziehen verschiebt, das Mausrad zoomt. Die Zifferntasten wählen Standardansichten; X macht die Haut über dem Schädel durchscheinend.</translation>
    </message>
    <message>
      <source>Drag to wipe; arrow keys move it too</source>
      <translation>Ziehen wischt; auch die Pfeiltasten bewegen die Linie</translation>
    </message>
    <message>
      <source>Dramatic</source>
      <translation>Dramatisch</translation>
    </message>
    <message>
      <source>Draw</source>
      <translation>Auftragen</translation>
    </message>
    <message>
      <source>Draw a box around a face that was not found</source>
      <translation>Einen Rahmen um ein Gesicht ziehen, das nicht gefunden wurde</translation>
    </message>
    <message>
      <source>Draw every part that is not locked anew</source>
      <translation>Jeden nicht gesperrten Teil neu auslosen</translation>
    </message>
    <message>
      <source>Draw nine others</source>
      <translation>Neun andere auslosen</translation>
    </message>
    <message>
      <source>Draw the edges of the skin's triangles</source>
      <translation>Kanten der Dreiecke der Haut zeichnen</translation>
    </message>
    <message>
      <source>Draw the facial thirds and the plane of symmetry</source>
      <translation>Gesichtsdrittel und Symmetrieebene zeichnen</translation>
    </message>
    <message>
      <source>Drawing a shape</source>
      <translation>Form wird ausgelost</translation>
    </message>
    <message>
      <source>Drawing a variation</source>
      <translation>Variante wird ausgelost</translation>
    </message>
    <message>
      <source>Drawing skulls</source>
      <translation>Schädel werden ausgelost</translation>
    </message>
    <message>
      <source>Drawing the face</source>
      <translation>Gesicht wird gezeichnet</translation>
    </message>
    <message>
      <source>Drawing the head over the photograph</source>
      <translation>Der Kopf wird über das Foto gezeichnet</translation>
    </message>
    <message>
      <source>Drawing the picture</source>
      <translation>Bild wird gezeichnet</translation>
    </message>
    <message>
      <source>Drawing the pictures</source>
      <translation>Bilder werden gezeichnet</translation>
    </message>
    <message>
      <source>Drawing the pose</source>
      <translation>Die Pose wird gezeichnet</translation>
    </message>
    <message>
      <source>Drawing the report</source>
      <translation>Bericht wird gezeichnet</translation>
    </message>
    <message>
      <source>Drawing the turning head</source>
      <translation>Der sich drehende Kopf wird gezeichnet</translation>
    </message>
    <message>
      <source>Ear-to-ear width</source>
      <translation>Ohrenabstand</translation>
    </message>
    <message>
      <source>Ectoconchion</source>
      <translation>Ectoconchion</translation>
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
      <source>Edits</source>
      <translation>Bearbeitungen</translation>
    </message>
    <message>
      <source>Edits change both sides of the face alike</source>
      <translation>Bearbeitungen ändern beide Seiten des Gesichts gleich</translation>
    </message>
    <message>
      <source>Edits change the subject's left side only</source>
      <translation>Bearbeitungen ändern nur die linke Seite der Person</translation>
    </message>
    <message>
      <source>Edits change the subject's right side only</source>
      <translation>Bearbeitungen ändern nur die rechte Seite der Person</translation>
    </message>
    <message>
      <source>Edits copied; paste them on any face.</source>
      <translation>Bearbeitungen kopiert; fügen Sie sie auf einem beliebigen Gesicht ein.</translation>
    </message>
    <message>
      <source>Endocanthion</source>
      <translation>Endocanthion</translation>
    </message>
    <message>
      <source>Error to expect</source>
      <translation>Zu erwartender Fehler</translation>
    </message>
    <message>
      <source>Error to expect in the face: {mean:.1f} mm on average.</source>
      <translation>Zu erwartender Fehler im Gesicht: {mean:.1f} mm im Mittel.</translation>
    </message>
    <message>
      <source>Error to expect, as colours</source>
      <translation>Zu erwartender Fehler, als Farben</translation>
    </message>
    <message>
      <source>Eurion</source>
      <translation>Eurion</translation>
    </message>
    <message>
      <source>Even light from all sides in front: little shadow</source>
      <translation>Gleichmäßiges Licht von allen Seiten vorn: wenig Schatten</translation>
    </message>
    <message>
      <source>Evens out bumps and dents; passing again goes on</source>
      <translation>Gleicht Beulen und Dellen aus; erneutes Überstreichen macht weiter</translation>
    </message>
    <message>
      <source>Every change becomes a step in this list. Click a step to go back to it, and forward again; right-click one to compare it with the face now.</source>
      <translation>Jede Änderung wird ein Schritt in dieser Liste. Klicken Sie auf einen Schritt, um zu ihm zurück- und wieder vorzugehen; ein Rechtsklick vergleicht ihn mit dem jetzigen Gesicht.</translation>
    </message>
    <message>
      <source>Every measure with mean, deviation and source</source>
      <translation>Jedes Maß mit Mittelwert, Abweichung und Quelle</translation>
    </message>
    <message>
      <source>Every measure with the norms of women and men</source>
      <translation>Jedes Maß mit den Normen von Frauen und Männern</translation>
    </message>
    <message>
      <source>Every part is locked; unlock one to move the face towards averages.</source>
      <translation>Alle Teile sind gesperrt; entsperren Sie einen, um das Gesicht zu Mittelwerten zu bewegen.</translation>
    </message>
    <message>
      <source>Everything that should vary is locked; unlock a part first.</source>
      <translation>Alles, was sich ändern soll, ist gesperrt; entsperren Sie erst einen Teil.</translation>
    </message>
    <message>
      <source>Examiner</source>
      <translation>Untersucher</translation>
    </message>
    <message>
      <source>Exocanthion</source>
      <translation>Exocanthion</translation>
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
      <source>Export measures</source>
      <translation>Maße exportieren</translation>
    </message>
    <message>
      <source>Export measures as C&amp;SV…</source>
      <translation>Maße als C&amp;SV exportieren…</translation>
    </message>
    <message>
      <source>Export performance</source>
      <translation>Aufnahme exportieren</translation>
    </message>
    <message>
      <source>Export preset</source>
      <translation>Vorlage exportieren</translation>
    </message>
    <message>
      <source>Export to</source>
      <translation>Exportieren nach</translation>
    </message>
    <message>
      <source>Exported</source>
      <translation>Exportiert</translation>
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
      <source>Extracting the other face</source>
      <translation>Anderes Gesicht wird berechnet</translation>
    </message>
    <message>
      <source>Extracting the surface</source>
      <translation>Oberfläche wird berechnet</translation>
    </message>
    <message>
      <source>Extracts the skull of the CT anew from this value on; takes half a minute</source>
      <translation>Bildet den Schädel des CT ab diesem Wert neu; dauert eine halbe Minute</translation>
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
      <source>Eyes closed</source>
      <translation>Augen geschlossen</translation>
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
      <source>Face in the photograph</source>
      <translation>Gesicht im Foto</translation>
    </message>
    <message>
      <source>Face report</source>
      <translation>Gesichtsbericht</translation>
    </message>
    <message>
      <source>Face width (bizygomatic)</source>
      <translation>Gesichtsbreite (bizygomatisch)</translation>
    </message>
    <message>
      <source>Face with edits</source>
      <translation>Gesicht mit Änderungen</translation>
    </message>
    <message>
      <source>Faces beside each other, turned by one camera</source>
      <translation>Gesichter nebeneinander, mit einer Kamera gedreht</translation>
    </message>
    <message>
      <source>Faces to compare with</source>
      <translation>Gesichter zum Vergleich</translation>
    </message>
    <message>
      <source>Facial &amp;palsy</source>
      <translation>Fazialis&amp;parese</translation>
    </message>
    <message>
      <source>Facial &amp;thirds</source>
      <translation>Gesichts&amp;drittel</translation>
    </message>
    <message>
      <source>Facial angle (Frankfurt to N-Pog)</source>
      <translation>Gesichtswinkel (Frankfurter zu N-Pog)</translation>
    </message>
    <message>
      <source>Facial convexity</source>
      <translation>Gesichtskonvexität</translation>
    </message>
    <message>
      <source>Facial convexity angle (G-Sn-Pog)</source>
      <translation>Gesichtskonvexität (G-Sn-Pog)</translation>
    </message>
    <message>
      <source>Facial palsy: visit of {day}</source>
      <translation>Fazialisparese: Besuch vom {day}</translation>
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
      <source>Fair</source>
      <translation>Hell</translation>
    </message>
    <message>
      <source>Falloff</source>
      <translation>Randabfall</translation>
    </message>
    <message>
      <source>Female to male</source>
      <translation>Frau zu Mann</translation>
    </message>
    <message>
      <source>Fewer triangles for other programs; what that costs is told in mm</source>
      <translation>Weniger Dreiecke für andere Programme; was das kostet, wird in mm angegeben</translation>
    </message>
    <message>
      <source>File exists</source>
      <translation>Die Datei gibt es schon</translation>
    </message>
    <message>
      <source>File name too long</source>
      <translation>Der Dateiname ist zu lang</translation>
    </message>
    <message>
      <source>File too large</source>
      <translation>Die Datei ist zu groß</translation>
    </message>
    <message>
      <source>File with this CT</source>
      <translation>Datei mit diesem CT</translation>
    </message>
    <message>
      <source>File…</source>
      <translation>Datei…</translation>
    </message>
    <message>
      <source>Find a command</source>
      <translation>Befehl finden</translation>
    </message>
    <message>
      <source>Find everything the window can do by a few letters</source>
      <translation>Alles, was das Fenster kann, mit ein paar Buchstaben finden</translation>
    </message>
    <message>
      <source>Find it by size</source>
      <translation>Nach der Größe finden</translation>
    </message>
    <message>
      <source>Find it…</source>
      <translation>Suchen…</translation>
    </message>
    <message>
      <source>Find the photos…</source>
      <translation>Fotos suchen…</translation>
    </message>
    <message>
      <source>Find the s&amp;can…</source>
      <translation>S&amp;can suchen…</translation>
    </message>
    <message>
      <source>Finding correctives</source>
      <translation>Korrekturen werden gesucht</translation>
    </message>
    <message>
      <source>Finding the bone</source>
      <translation>Der Knochen wird gesucht</translation>
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
      <source>Finding the joints</source>
      <translation>Gelenke werden gesucht</translation>
    </message>
    <message>
      <source>Finding the neighbourhood</source>
      <translation>Umgebung wird gesucht</translation>
    </message>
    <message>
      <source>Finding the photographs</source>
      <translation>Die Fotos werden gesucht</translation>
    </message>
    <message>
      <source>Finding the scan</source>
      <translation>Scan wird gesucht</translation>
    </message>
    <message>
      <source>Fine (384)</source>
      <translation>Fein (384)</translation>
    </message>
    <message>
      <source>Fine, 150 000 tetrahedra</source>
      <translation>Fein, 150 000 Tetraeder</translation>
    </message>
    <message>
      <source>Finish</source>
      <translation>Material</translation>
    </message>
    <message>
      <source>First steps</source>
      <translation>Erste Schritte</translation>
    </message>
    <message>
      <source>Fit</source>
      <translation>Anpassen</translation>
    </message>
    <message>
      <source>Fit a head to one or more photographs of a face</source>
      <translation>Einen Kopf an ein oder mehrere Fotos eines Gesichts anpassen</translation>
    </message>
    <message>
      <source>Fit anyway</source>
      <translation>Trotzdem anpassen</translation>
    </message>
    <message>
      <source>Fit error</source>
      <translation>Anpassungsfehler</translation>
    </message>
    <message>
      <source>Fit the head</source>
      <translation>Kopf anpassen</translation>
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
      <translation>In einigen Sekunden angepasst</translation>
    </message>
    <message>
      <source>Fitted to a scan: {mean:.2f} mm away from it on average over the face.</source>
      <translation>An einen Scan angepasst: im Mittel {mean:.2f} mm davon entfernt, über das Gesicht.</translation>
    </message>
    <message>
      <source>Fitting frame {value} of {value1}</source>
      <translation>Bild {value} von {value1} wird angepasst</translation>
    </message>
    <message>
      <source>Fitting scan {value} of {value1}</source>
      <translation>Scan {value} von {value1} wird angepasst</translation>
    </message>
    <message>
      <source>Fitting the detail</source>
      <translation>Details werden angepasst</translation>
    </message>
    <message>
      <source>Fitting the head to the landmarks</source>
      <translation>Kopf wird an die Landmarken angepasst</translation>
    </message>
    <message>
      <source>Fitting the head to the photographs</source>
      <translation>Der Kopf wird an die Fotos angepasst</translation>
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
      <source>Flatten</source>
      <translation>Abflachen</translation>
    </message>
    <message>
      <source>Flattening stroke</source>
      <translation>Abflachen</translation>
    </message>
    <message>
      <source>Focal length as of a 35-mm camera</source>
      <translation>Brennweite wie bei einer Kleinbildkamera</translation>
    </message>
    <message>
      <source>Focal length known</source>
      <translation>Brennweite bekannt</translation>
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
      <source>Folder with the slices of this CT</source>
      <translation>Ordner mit den Schichten dieses CT</translation>
    </message>
    <message>
      <source>Folder…</source>
      <translation>Ordner…</translation>
    </message>
    <message>
      <source>Foot of the wing of the nose on the upper lip.</source>
      <translation>Fuß des Nasenflügels auf der Oberlippe.</translation>
    </message>
    <message>
      <source>For research and art, not for diagnosis or planning.</source>
      <translation>Für Forschung und Kunst, nicht für Diagnose oder Planung.</translation>
    </message>
    <message>
      <source>For research and art. Not a medical device: not for diagnosis, not for planning an operation.</source>
      <translation>Für Forschung und Kunst. Kein Medizinprodukt: nicht für Diagnosen, nicht für die Planung einer Operation.</translation>
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
      <source>Forget all known bone</source>
      <translation>Allen bekannten Knochen vergessen</translation>
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
      <source>Four times as large</source>
      <translation>Viermal so groß</translation>
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
      <source>Frames must be (F, {value}, 3) vertices in the template's order, not {value1}; fit them as scans instead.</source>
      <translation>Bilder müssen (F, {value}, 3) Eckpunkte in der Reihenfolge der Vorlage sein, nicht {value1}; passen Sie sie stattdessen als Scans an.</translation>
    </message>
    <message>
      <source>Frankfurt horizontal</source>
      <translation>Frankfurter Horizontale</translation>
    </message>
    <message>
      <source>From a file…</source>
      <translation>Aus einer Datei…</translation>
    </message>
    <message>
      <source>From another project…</source>
      <translation>Aus einem anderen Projekt…</translation>
    </message>
    <message>
      <source>From below</source>
      <translation>Von unten</translation>
    </message>
    <message>
      <source>From it nasion replay makes the file again; it holds the face, not the scan</source>
      <translation>Daraus stellt nasion replay die Datei wieder her; sie enthält das Gesicht, nicht den Scan</translation>
    </message>
    <message>
      <source>From its left side</source>
      <translation>Von seiner linken Seite</translation>
    </message>
    <message>
      <source>From its right side</source>
      <translation>Von seiner rechten Seite</translation>
    </message>
    <message>
      <source>From photographs: {mean:.1f} mm of error to expect on average in the face.</source>
      <translation>Aus Fotos: {mean:.1f} mm Fehler sind im Gesicht im Mittel zu erwarten.</translation>
    </message>
    <message>
      <source>From the front</source>
      <translation>Von vorn</translation>
    </message>
    <message>
      <source>From {name}</source>
      <translation>Aus {name}</translation>
    </message>
    <message>
      <source>Front</source>
      <translation>Vorn</translation>
    </message>
    <message>
      <source>Frontal eminence</source>
      <translation>Tuber frontale</translation>
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
      <source>Frontomalare</source>
      <translation>Frontomalare</translation>
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
      <source>Fuller cheeks</source>
      <translation>Vollere Wangen</translation>
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
      <source>Gantry tilt</source>
      <translation>Gantry-Kippung</translation>
    </message>
    <message>
      <source>Gathering the frames</source>
      <translation>Bilder werden gesammelt</translation>
    </message>
    <message>
      <source>Gathering the report</source>
      <translation>Bericht wird zusammengestellt</translation>
    </message>
    <message>
      <source>Genioplasty 4 mm</source>
      <translation>Genioplastik 4 mm</translation>
    </message>
    <message>
      <source>Gentle smile</source>
      <translation>Sanftes Lächeln</translation>
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
      <source>Glossy: windows mirror in it, so that dents show</source>
      <translation>Glänzend: Fenster spiegeln sich darin, sodass Dellen auffallen</translation>
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
      <source>Go to this step</source>
      <translation>Zu diesem Schritt gehen</translation>
    </message>
    <message>
      <source>Gonion</source>
      <translation>Gonion</translation>
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
      <source>Good</source>
      <translation>Gut</translation>
    </message>
    <message>
      <source>Grey values</source>
      <translation>Grauwerte</translation>
    </message>
    <message>
      <source>Guide</source>
      <translation>Hilfe</translation>
    </message>
    <message>
      <source>Half the spread</source>
      <translation>Die halbe Streuung</translation>
    </message>
    <message>
      <source>Handles in the view</source>
      <translation>Griffe in der Ansicht</translation>
    </message>
    <message>
      <source>Hausdorff distance</source>
      <translation>Hausdorff-Abstand</translation>
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
      <source>Head from photographs</source>
      <translation>Kopf aus Fotos</translation>
    </message>
    <message>
      <source>Head length</source>
      <translation>Kopflänge</translation>
    </message>
    <message>
      <source>Head over the photograph</source>
      <translation>Kopf über dem Foto</translation>
    </message>
    <message>
      <source>Head size</source>
      <translation>Kopfgröße</translation>
    </message>
    <message>
      <source>Head size {number} to {number1}</source>
      <translation>Kopfgröße {number} auf {number1}</translation>
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
      <source>Healthy adults: {mean:.2f} ± {deviation:.2f} mm</source>
      <translation>Gesunde Erwachsene: {mean:.2f} ± {deviation:.2f} mm</translation>
    </message>
    <message>
      <source>Heavier or lighter than this person is, by body-mass index: every region thickens as it does between people of the population (assumed 4.5 kg/m² per deviation).</source>
      <translation>Schwerer oder leichter als diese Person, als Body-Mass-Index: Jede Region wird so viel dicker, wie sie sich zwischen Menschen der Population unterscheidet (angenommen: 4,5 kg/m² je Standardabweichung).</translation>
    </message>
    <message>
      <source>Heavier, +4 kg/m²</source>
      <translation>Schwerer, +4 kg/m²</translation>
    </message>
    <message>
      <source>High cheekbones</source>
      <translation>Hohe Wangenknochen</translation>
    </message>
    <message>
      <source>Highest point of the condyle, the head of the lower jaw in its joint.</source>
      <translation>Höchster Punkt des Kondylus, des Gelenkkopfs des Unterkiefers.</translation>
    </message>
    <message>
      <source>Highest point of the head.</source>
      <translation>Höchster Punkt des Kopfes.</translation>
    </message>
    <message>
      <source>Highest point of the rim of the eye socket.</source>
      <translation>Höchster Punkt des Augenhöhlenrandes.</translation>
    </message>
    <message>
      <source>Highest point of the upper lid's edge.</source>
      <translation>Höchster Punkt des Oberlidrandes.</translation>
    </message>
    <message>
      <source>Hindmost point of the head.</source>
      <translation>Hinterster Punkt des Kopfes.</translation>
    </message>
    <message>
      <source>Histogram of the difference</source>
      <translation>Histogramm der Differenz</translation>
    </message>
    <message>
      <source>Histogram of the difference from {low:g} to {high:g} mm; mean {mean:+.2f} mm</source>
      <translation>Histogramm der Differenz von {low:g} bis {high:g} mm; Mittel {mean:+.2f} mm</translation>
    </message>
    <message>
      <source>History</source>
      <translation>Verlauf</translation>
    </message>
    <message>
      <source>Holds the skin and draws it out or in with the hand</source>
      <translation>Hält die Haut fest und zieht sie mit der Hand heraus oder hinein</translation>
    </message>
    <message>
      <source>Hollow cheeks</source>
      <translation>Hohle Wangen</translation>
    </message>
    <message>
      <source>Hollow, with a wall</source>
      <translation>Hohl, mit Wand</translation>
    </message>
    <message>
      <source>Host is down</source>
      <translation>Der Rechner antwortet nicht</translation>
    </message>
    <message>
      <source>Hounsfield unit (HU)</source>
      <translation>Hounsfield-Einheit (HU)</translation>
    </message>
    <message>
      <source>How far each point of the skin follows the lower jaw</source>
      <translation>Wie weit jeder Punkt der Haut dem Unterkiefer folgt</translation>
    </message>
    <message>
      <source>How far one side differs from the mirrored other side.</source>
      <translation>Wie weit eine Seite von der gespiegelten anderen abweicht.</translation>
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
      <source>How far the true bone may lie from the shown one, one standard deviation either way; people with the same skin have different skulls.</source>
      <translation>Wie weit der wahre Knochen vom gezeigten entfernt sein kann, eine Standardabweichung nach beiden Seiten; Menschen mit gleicher Haut haben verschiedene Schädel.</translation>
    </message>
    <message>
      <source>How many standard deviations a value lies from the mean of the population.</source>
      <translation>Um wie viele Standardabweichungen ein Wert vom Mittelwert der Population abweicht.</translation>
    </message>
    <message>
      <source>How much farther one eye stays open, mm</source>
      <translation>Um wie viel ein Auge weiter offen bleibt, mm</translation>
    </message>
    <message>
      <source>How much of the face the scan shows; the rest is the model's guess.</source>
      <translation>Wie viel vom Gesicht der Scan zeigt; das Übrige schätzt das Modell.</translation>
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
      <source>How sure it is that the face in the scan was found and stands as it should. Below the threshold Nasion asks you to look.</source>
      <translation>Wie sicher es ist, dass das Gesicht im Scan gefunden wurde und richtig steht. Unter der Schwelle bittet Nasion Sie, hinzusehen.</translation>
    </message>
    <message>
      <source>How sure?</source>
      <translation>Wie sicher?</translation>
    </message>
    <message>
      <source>How the face is seen</source>
      <translation>Wie das Gesicht zu sehen ist</translation>
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
      <source>Import CT…</source>
      <translation>CT importieren…</translation>
    </message>
    <message>
      <source>Import a CT</source>
      <translation>CT importieren</translation>
    </message>
    <message>
      <source>Import preset</source>
      <translation>Vorlage importieren</translation>
    </message>
    <message>
      <source>Import scan</source>
      <translation>Scan importieren</translation>
    </message>
    <message>
      <source>Import the skin and skull of a CT or CBCT</source>
      <translation>Haut und Schädel aus einem CT oder DVT importieren</translation>
    </message>
    <message>
      <source>Importing</source>
      <translation>Importieren</translation>
    </message>
    <message>
      <source>Importing the CT</source>
      <translation>CT wird importiert</translation>
    </message>
    <message>
      <source>Import…</source>
      <translation>Importieren…</translation>
    </message>
    <message>
      <source>In no known unit: the size is estimated from the face.</source>
      <translation>In keiner bekannten Einheit: Die Größe ist nach dem Gesicht geschätzt.</translation>
    </message>
    <message>
      <source>In short</source>
      <translation>Kurz gesagt</translation>
    </message>
    <message>
      <source>In {0} the scan is {1} across, which no head is.</source>
      <translation>In {0} misst der Scan {1}, so groß ist kein Kopf.</translation>
    </message>
    <message>
      <source>In {value} the scan is {value1} across, which no head is.</source>
      <translation>In {value} wäre der Scan {value1} groß, was kein Kopf ist.</translation>
    </message>
    <message>
      <source>Incisor retraction 3 mm</source>
      <translation>Frontzahnretraktion 3 mm</translation>
    </message>
    <message>
      <source>Inferred skull</source>
      <translation>Erschlossener Schädel</translation>
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
      <source>Inner corner of the eye.</source>
      <translation>Innerer Augenwinkel.</translation>
    </message>
    <message>
      <source>Inner edge of the eye socket, where frontal, lacrimal and upper jaw bone meet.</source>
      <translation>Innenrand der Augenhöhle, wo Stirnbein, Tränenbein und Oberkiefer zusammentreffen.</translation>
    </message>
    <message>
      <source>Inner edge of the lips</source>
      <translation>Innerer Lippenrand</translation>
    </message>
    <message>
      <source>Input/output error</source>
      <translation>Ein- und Ausgabefehler</translation>
    </message>
    <message>
      <source>Intercanthal width</source>
      <translation>Augenweite innen</translation>
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
      <source>Is a directory</source>
      <translation>Es ist ein Ordner</translation>
    </message>
    <message>
      <source>It keeps the shape of skin and skull and every edit, so it can be opened, edited and exported. A face can be recognised by its shape: share it only as you may.</source>
      <translation>Sie behält die Form von Haut und Schädel und jede Bearbeitung, lässt sich also öffnen, bearbeiten und exportieren. Ein Gesicht ist an seiner Form zu erkennen: Geben Sie es nur weiter, wie Sie es dürfen.</translation>
    </message>
    <message>
      <source>It lay in {folder}. It was moved or renamed, or its drive is not connected.</source>
      <translation>Es lag in {folder}. Es wurde verschoben oder umbenannt, oder sein Laufwerk ist nicht verbunden.</translation>
    </message>
    <message>
      <source>Its colour is that of the other side of the face</source>
      <translation>Ihre Farbe ist die der anderen Gesichtshälfte</translation>
    </message>
    <message>
      <source>Its triangles face inwards: either left and right are swapped, or the file is only wound the other way. Look for a parting, a mole or writing that you know; then fit, or mirror first.</source>
      <translation>Die Dreiecke weisen nach innen: Entweder sind links und rechts vertauscht, oder nur der Umlaufsinn der Datei ist umgekehrt. Suchen Sie einen Scheitel, ein Muttermal oder eine Schrift, die Sie kennen; dann passen Sie an oder spiegeln zuerst.</translation>
    </message>
    <message>
      <source>Jaw</source>
      <translation>Kiefer</translation>
    </message>
    <message>
      <source>Jaw 5 mm forward</source>
      <translation>Kiefer 5 mm nach vorn</translation>
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
      <source>Keep all edits of this face as a preset</source>
      <translation>Alle Bearbeitungen dieses Gesichts als Vorlage sichern</translation>
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
      <source>Keep the head in the window as this pose</source>
      <translation>Den Kopf im Fenster als diese Pose behalten</translation>
    </message>
    <message>
      <source>Keep the other side</source>
      <translation>Die andere Seite behalten</translation>
    </message>
    <message>
      <source>Keep the photographs in the project</source>
      <translation>Die Fotos im Projekt behalten</translation>
    </message>
    <message>
      <source>Keep the pose {value} of {value1}</source>
      <translation>Die Pose {value} vom {value1} behalten</translation>
    </message>
    <message>
      <source>Keep this head</source>
      <translation>Kopf behalten</translation>
    </message>
    <message>
      <source>Keep unsaved work every</source>
      <translation>Ungespeichertes sichern alle</translation>
    </message>
    <message>
      <source>Keeping a picture</source>
      <translation>Bild wird behalten</translation>
    </message>
    <message>
      <source>Keeping the pose</source>
      <translation>Die Pose wird übernommen</translation>
    </message>
    <message>
      <source>Keeping unsaved work</source>
      <translation>Ungespeicherte Arbeit wird gesichert</translation>
    </message>
    <message>
      <source>Key, fill and rim light, as for a portrait</source>
      <translation>Haupt-, Füll- und Kantenlicht wie für ein Porträt</translation>
    </message>
    <message>
      <source>Keyboard and mouse</source>
      <translation>Tastatur und Maus</translation>
    </message>
    <message>
      <source>Kind of brush</source>
      <translation>Art des Pinsels</translation>
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
      <source>Known bone {named} belongs to another skull; remove it and give it again.</source>
      <translation>Der bekannte Knochen {named} gehört zu einem anderen Schädel; entfernen Sie ihn, und geben Sie ihn neu an.</translation>
    </message>
    <message>
      <source>Known bone {named} {value}; give it again.</source>
      <translation>Der bekannte Knochen {named} {value}; geben Sie ihn neu an.</translation>
    </message>
    <message>
      <source>Known bone {value}</source>
      <translation>Bekannter Knochen {value}</translation>
    </message>
    <message>
      <source>Known bone: {0}</source>
      <translation>Bekannter Knochen: {0}</translation>
    </message>
    <message>
      <source>Known bone: {value}</source>
      <translation>Bekannter Knochen: {value}</translation>
    </message>
    <message>
      <source>Known of the bone: {known}.</source>
      <translation>Vom Knochen bekannt: {known}.</translation>
    </message>
    <message>
      <source>Labiale inferius</source>
      <translation>Labiale inferius</translation>
    </message>
    <message>
      <source>Labiale superius</source>
      <translation>Labiale superius</translation>
    </message>
    <message>
      <source>Landmarks and measures that were placed</source>
      <translation>Landmarken und gesetzte Maße</translation>
    </message>
    <message>
      <source>Landmarks and shading</source>
      <translation>Punkte und Schattierung</translation>
    </message>
    <message>
      <source>Landmarks must be (F, {value}, {value1}) numbers, not {value2}; name a camera for projected positions and none for positions in space.</source>
      <translation>Landmarken müssen (F, {value}, {value1}) Zahlen sein, nicht {value2}; nennen Sie für projizierte Orte eine Kamera und für Orte im Raum keine.</translation>
    </message>
    <message>
      <source>Landmarks, shading and wrinkles</source>
      <translation>Punkte, Schattierung, Falten</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>Sprache</translation>
    </message>
    <message>
      <source>Language, colours, mouse, safety and processor cores</source>
      <translation>Sprache, Farben, Maus, Sicherheit und Prozessorkerne</translation>
    </message>
    <message>
      <source>Largest</source>
      <translation>Größter</translation>
    </message>
    <message>
      <source>Largest distance (Hausdorff), mm</source>
      <translation>Größter Abstand (Hausdorff), mm</translation>
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
      <source>Lay the face's mirror image over it</source>
      <translation>Das Spiegelbild des Gesichts darüberlegen</translation>
    </message>
    <message>
      <source>Lay the mean head over the face</source>
      <translation>Durchschnittskopf über das Gesicht legen</translation>
    </message>
    <message>
      <source>Lay the mirror image over the face</source>
      <translation>Das Spiegelbild über das Gesicht legen</translation>
    </message>
    <message>
      <source>Lay the open face onto the other first, by turn and shift: only shape counts</source>
      <translation>Das offene Gesicht zuerst durch Drehen und Schieben auf das andere legen: nur die Form zählt</translation>
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
      <source>Leave out</source>
      <translation>Auslassen</translation>
    </message>
    <message>
      <source>Left</source>
      <translation>Links</translation>
    </message>
    <message>
      <source>Left against right, mm</source>
      <translation>Links gegen rechts, mm</translation>
    </message>
    <message>
      <source>Left and right by pose</source>
      <translation>Links und rechts je Pose</translation>
    </message>
    <message>
      <source>Left brow</source>
      <translation>Linke Braue</translation>
    </message>
    <message>
      <source>Left changes the face: by part, expression, tissue and bone. Type a measure such as 36 mm, or drag a slider. The page History takes you back.</source>
      <translation>Links wird das Gesicht geändert: nach Teilen, Mimik, Weichteilen und Knochen. Geben Sie ein Maß wie 36 mm ein oder ziehen Sie einen Regler. Die Seite Verlauf führt zurück.</translation>
    </message>
    <message>
      <source>Left corner of the mouth</source>
      <translation>Linker Mundwinkel</translation>
    </message>
    <message>
      <source>Left eye</source>
      <translation>Linkes Auge</translation>
    </message>
    <message>
      <source>Left profile</source>
      <translation>Profil von links</translation>
    </message>
    <message>
      <source>Left the photograph, right the head as its camera sees it</source>
      <translation>Links das Foto, rechts der Kopf, wie dessen Kamera ihn sieht</translation>
    </message>
    <message>
      <source>Lengthens or shortens the chin's bone.</source>
      <translation>Verlängert oder verkürzt den Kinnknochen.</translation>
    </message>
    <message>
      <source>Lengths are in millimetres everywhere; an export asks for its unit.</source>
      <translation>Längen sind überall in Millimetern; ein Export fragt nach seiner Einheit.</translation>
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
      <source>Letter</source>
      <translation>Letter</translation>
    </message>
    <message>
      <source>Level</source>
      <translation>Fenstermitte</translation>
    </message>
    <message>
      <source>Lids</source>
      <translation>Lider</translation>
    </message>
    <message>
      <source>Lids: difference</source>
      <translation>Lider: Differenz</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>Licht</translation>
    </message>
    <message>
      <source>Light colours</source>
      <translation>Hell</translation>
    </message>
    <message>
      <source>Lighter, -3 kg/m²</source>
      <translation>Leichter, -3 kg/m²</translation>
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
      <translation>Linie zwischen den verglichenen Gesichtern</translation>
    </message>
    <message>
      <source>Line {value} of {named} is no landmark; write a name and three numbers: pronasale, 0.1, 2.5, 80.</source>
      <translation>Zeile {value} von {named} ist keine Landmarke; schreiben Sie einen Namen und drei Zahlen: pronasale, 0.1, 2.5, 80.</translation>
    </message>
    <message>
      <source>Linear (seconds)</source>
      <translation>Linear (Sekunden)</translation>
    </message>
    <message>
      <source>Lit by lamps</source>
      <translation>Von Lampen beleuchtet</translation>
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
      <source>Look again</source>
      <translation>Noch einmal suchen</translation>
    </message>
    <message>
      <source>Look around</source>
      <translation>Umsehen</translation>
    </message>
    <message>
      <source>Look down</source>
      <translation>Blick nach unten</translation>
    </message>
    <message>
      <source>Look from: back</source>
      <translation>Ansicht von hinten</translation>
    </message>
    <message>
      <source>Look from: from below</source>
      <translation>Ansicht von unten</translation>
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
      <translation>Dreiviertelansicht von rechts</translation>
    </message>
    <message>
      <source>Look from: top</source>
      <translation>Ansicht von oben</translation>
    </message>
    <message>
      <source>Look from: {value}</source>
      <translation>Blick: {value}</translation>
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
      <source>Look whether size and pose are right, then fit.</source>
      <translation>Prüfen Sie Größe und Lage, dann passen Sie an.</translation>
    </message>
    <message>
      <source>Look whether the outlines lie on brows, eyes, nose, lips and jaw, then fit.</source>
      <translation>Sehen Sie nach, ob die Umrisse auf Brauen, Augen, Nase, Lippen und Kiefer liegen, und passen Sie dann an.</translation>
    </message>
    <message>
      <source>Look without perspective</source>
      <translation>Ohne Perspektive ansehen</translation>
    </message>
    <message>
      <source>Looking at recent files</source>
      <translation>Zuletzt geöffnete Dateien werden durchgesehen</translation>
    </message>
    <message>
      <source>Looking at the CT</source>
      <translation>CT wird durchgesehen</translation>
    </message>
    <message>
      <source>Looking at the face</source>
      <translation>Das Gesicht wird angesehen</translation>
    </message>
    <message>
      <source>Looking at the photographs</source>
      <translation>Die Fotos werden angesehen</translation>
    </message>
    <message>
      <source>Looking at the scan</source>
      <translation>Scan wird durchgesehen</translation>
    </message>
    <message>
      <source>Looking for a face</source>
      <translation>Gesicht wird gesucht</translation>
    </message>
    <message>
      <source>Looking for a turned face</source>
      <translation>Gedrehtes Gesicht wird gesucht</translation>
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
      <source>Low from one side: shows every unevenness</source>
      <translation>Flach von einer Seite: zeigt jede Unebenheit</translation>
    </message>
    <message>
      <source>Lower</source>
      <translation>Senken</translation>
    </message>
    <message>
      <source>Lower edge of the red of the lower lip in the midline.</source>
      <translation>Unterrand des Unterlippenrots in der Mittellinie.</translation>
    </message>
    <message>
      <source>Lower end of the nasal bones in the midline.</source>
      <translation>Unteres Ende der Nasenbeine in der Mittellinie.</translation>
    </message>
    <message>
      <source>Lower face depth</source>
      <translation>Untergesichtstiefe</translation>
    </message>
    <message>
      <source>Lower face height</source>
      <translation>Untergesichtshöhe</translation>
    </message>
    <message>
      <source>Lower face height (ANS-Me)</source>
      <translation>Untere Gesichtshöhe (ANS-Me)</translation>
    </message>
    <message>
      <source>Lower facial third (Sn-Me)</source>
      <translation>Unteres Gesichtsdrittel (Sn-Me)</translation>
    </message>
    <message>
      <source>Lower incisal edge</source>
      <translation>Untere Schneidekante</translation>
    </message>
    <message>
      <source>Lower incisors</source>
      <translation>Untere Schneidezähne</translation>
    </message>
    <message>
      <source>Lower jaw</source>
      <translation>Unterkiefer</translation>
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
      <source>Lower lip to E-line</source>
      <translation>Unterlippe zur E-Linie</translation>
    </message>
    <message>
      <source>Lower lip to subnasale-pogonion</source>
      <translation>Unterlippe zu Subnasale-Pogonion</translation>
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
      <source>Lower third</source>
      <translation>Unteres Drittel</translation>
    </message>
    <message>
      <source>Lower vermilion height</source>
      <translation>Unteres Lippenrot</translation>
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
      <source>Lowest and most forward point of the chin.</source>
      <translation>Tiefster und vorderster Punkt des Kinns.</translation>
    </message>
    <message>
      <source>Lowest point of the chin</source>
      <translation>Tiefster Punkt des Kinns</translation>
    </message>
    <message>
      <source>Lowest point of the chin in the midline.</source>
      <translation>Tiefster Punkt des Kinns in der Mittellinie.</translation>
    </message>
    <message>
      <source>Lowest point of the lower lid's edge.</source>
      <translation>Tiefster Punkt des Unterlidrandes.</translation>
    </message>
    <message>
      <source>Lowest point of the lower rim of the eye socket.</source>
      <translation>Tiefster Punkt des unteren Augenhöhlenrandes.</translation>
    </message>
    <message>
      <source>Make a report; the visits have a page of their own in it</source>
      <translation>Einen Bericht erstellen; die Besuche haben darin eine eigene Seite</translation>
    </message>
    <message>
      <source>Make the edits on the clipboard, or take the part on it</source>
      <translation>Die Bearbeitungen der Zwischenablage ausführen oder ihren Teil übernehmen</translation>
    </message>
    <message>
      <source>Make the skin translucent over the skull</source>
      <translation>Haut über dem Schädel durchscheinend machen</translation>
    </message>
    <message>
      <source>Make the skull again</source>
      <translation>Schädel neu bilden</translation>
    </message>
    <message>
      <source>Make these edits on the open face</source>
      <translation>Diese Bearbeitungen am offenen Gesicht ausführen</translation>
    </message>
    <message>
      <source>Making triangles</source>
      <translation>Dreiecke werden gebildet</translation>
    </message>
    <message>
      <source>Malar</source>
      <translation>Jochbein</translation>
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
      <source>Mandibular advancement 5 mm</source>
      <translation>Unterkiefervorverlagerung 5 mm</translation>
    </message>
    <message>
      <source>Mandibular plane to Frankfurt (Go-Me)</source>
      <translation>Unterkieferebene zur Frankfurter (Go-Me)</translation>
    </message>
    <message>
      <source>Mark skin that no photograph shows</source>
      <translation>Haut kennzeichnen, die kein Foto zeigt</translation>
    </message>
    <message>
      <source>Marked: more than two standard deviations from the mean.</source>
      <translation>Markiert: mehr als zwei Standardabweichungen vom Mittelwert.</translation>
    </message>
    <message>
      <source>Masseter</source>
      <translation>Masseter</translation>
    </message>
    <message>
      <source>Material</source>
      <translation>Material</translation>
    </message>
    <message>
      <source>Matte clay, the same shading from everywhere</source>
      <translation>Matter Ton, von überall gleich schattiert</translation>
    </message>
    <message>
      <source>Max</source>
      <translation>Max.</translation>
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
      <source>Maxillary impaction 3 mm</source>
      <translation>Oberkieferimpaktion 3 mm</translation>
    </message>
    <message>
      <source>Mean</source>
      <translation>Mittel</translation>
    </message>
    <message>
      <source>Mean and deviation: {population}. A grey band marks two deviations to either side.</source>
      <translation>Mittelwert und Abweichung: {population}. Ein graues Band markiert zwei Abweichungen nach beiden Seiten.</translation>
    </message>
    <message>
      <source>Mean distance both ways, mm</source>
      <translation>Mittlerer Abstand in beide Richtungen, mm</translation>
    </message>
    <message>
      <source>Mean distance from the face in the scan to the fitted surface; p95 is exceeded by 5 % of the points.</source>
      <translation>Mittlerer Abstand des Gesichts im Scan zur angepassten Oberfläche; p95 überschreiten 5 % der Punkte.</translation>
    </message>
    <message>
      <source>Mean head</source>
      <translation>Durchschnittskopf</translation>
    </message>
    <message>
      <source>Mean ± SD</source>
      <translation>Mittel ± SD</translation>
    </message>
    <message>
      <source>Measure</source>
      <translation>Maß</translation>
    </message>
    <message>
      <source>Measure the area that a brush covers on the skin or the bone</source>
      <translation>Die Fläche messen, die ein Pinsel auf Haut oder Knochen bedeckt</translation>
    </message>
    <message>
      <source>Measure the inferred skull against the CT's and colour it</source>
      <translation>Erschlossenen Schädel gegen den des CT messen und einfärben</translation>
    </message>
    <message>
      <source>Measured with a ruler or known from glasses; it sets the scale</source>
      <translation>Mit einem Lineal gemessen oder von der Brille bekannt; er legt den Maßstab fest</translation>
    </message>
    <message>
      <source>Measures</source>
      <translation>Maße</translation>
    </message>
    <message>
      <source>Measures are taken between landmarks that the model placed; norms are those of the publications named, or of the population that the model learned.</source>
      <translation>Gemessen wird zwischen Landmarken, die das Modell gesetzt hat; Normen sind die der genannten Veröffentlichungen oder die der Population, die das Modell gelernt hat.</translation>
    </message>
    <message>
      <source>Measures that differ most</source>
      <translation>Maße mit der größten Abweichung</translation>
    </message>
    <message>
      <source>Measuring</source>
      <translation>Messung</translation>
    </message>
    <message>
      <source>Measuring symmetry</source>
      <translation>Symmetrie wird gemessen</translation>
    </message>
    <message>
      <source>Measuring the fit</source>
      <translation>Anpassung wird gemessen</translation>
    </message>
    <message>
      <source>Measuring the treatment</source>
      <translation>Behandlung wird gemessen</translation>
    </message>
    <message>
      <source>Measuring the visits</source>
      <translation>Besuche werden vermessen</translation>
    </message>
    <message>
      <source>Measuring the wall</source>
      <translation>Wand wird gemessen</translation>
    </message>
    <message>
      <source>Median</source>
      <translation>Median</translation>
    </message>
    <message>
      <source>Medical: left turns, middle moves, right zooms. Blender: middle turns, Shift and middle moves, Ctrl and middle zooms; Alt and left where there is no middle button.</source>
      <translation>Medizinisch: links dreht, Mitte verschiebt, rechts zoomt. Blender: Mitte dreht, Umschalt und Mitte verschiebt, Strg und Mitte zoomt; Alt und links, wo es keine mittlere Taste gibt.</translation>
    </message>
    <message>
      <source>Men</source>
      <translation>Männer</translation>
    </message>
    <message>
      <source>Mentolabial angle</source>
      <translation>Mentolabialwinkel</translation>
    </message>
    <message>
      <source>Mentolabial angle (Li-Sl-Pog)</source>
      <translation>Mentolabialwinkel (Li-Sl-Pog)</translation>
    </message>
    <message>
      <source>Mentolabial sulcus depth</source>
      <translation>Tiefe der Mentolabialfalte</translation>
    </message>
    <message>
      <source>Menton</source>
      <translation>Menton</translation>
    </message>
    <message>
      <source>Mesh</source>
      <translation>Netz</translation>
    </message>
    <message>
      <source>Method</source>
      <translation>Verfahren</translation>
    </message>
    <message>
      <source>Method: {title}.</source>
      <translation>Verfahren: {title}.</translation>
    </message>
    <message>
      <source>Metopion</source>
      <translation>Metopion</translation>
    </message>
    <message>
      <source>Metres</source>
      <translation>Meter</translation>
    </message>
    <message>
      <source>Middle face depth</source>
      <translation>Mittelgesichtstiefe</translation>
    </message>
    <message>
      <source>Middle facial third (G-Sn)</source>
      <translation>Mittleres Gesichtsdrittel (G-Sn)</translation>
    </message>
    <message>
      <source>Middle third</source>
      <translation>Mittleres Drittel</translation>
    </message>
    <message>
      <source>Midpoint of the forehead between its two bulges.</source>
      <translation>Mittelpunkt der Stirn zwischen ihren beiden Vorwölbungen.</translation>
    </message>
    <message>
      <source>Millimetres</source>
      <translation>Millimeter</translation>
    </message>
    <message>
      <source>Mirror &amp;image</source>
      <translation>&amp;Spiegelbild</translation>
    </message>
    <message>
      <source>Mirror image</source>
      <translation>Spiegelbild</translation>
    </message>
    <message>
      <source>Mirror: swap left and right</source>
      <translation>Spiegeln: links und rechts tauschen</translation>
    </message>
    <message>
      <source>Missing and taken for zero: {value}.</source>
      <translation>Fehlt und wird als null genommen: {value}.</translation>
    </message>
    <message>
      <source>Modelling wax</source>
      <translation>Modellierwachs</translation>
    </message>
    <message>
      <source>Models</source>
      <translation>Modelle</translation>
    </message>
    <message>
      <source>More</source>
      <translation>Mehr</translation>
    </message>
    <message>
      <source>Most forward point of the chin.</source>
      <translation>Vorderster Punkt des Kinns.</translation>
    </message>
    <message>
      <source>Most forward point of the forehead between the eyebrows.</source>
      <translation>Vorderster Punkt der Stirn zwischen den Augenbrauen.</translation>
    </message>
    <message>
      <source>Most forward point of the tip of the nose.</source>
      <translation>Vorderster Punkt der Nasenspitze.</translation>
    </message>
    <message>
      <source>Mouse</source>
      <translation>Maus</translation>
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
      <translation>Unterlippe aufwerfen</translation>
    </message>
    <message>
      <source>Mouth shrug upper</source>
      <translation>Oberlippe aufwerfen</translation>
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
      <source>Move</source>
      <translation>Bewegung</translation>
    </message>
    <message>
      <source>Move cut bone or teeth and simulate how the face follows</source>
      <translation>Geschnittenen Knochen oder Zähne bewegen und simulieren, wie das Gesicht folgt</translation>
    </message>
    <message>
      <source>Move landmarks, choose another method, add photographs</source>
      <translation>Landmarken bewegen, ein anderes Verfahren wählen, Fotos hinzufügen</translation>
    </message>
    <message>
      <source>Move landmarks, choose another method, and fit the photographs again</source>
      <translation>Landmarken bewegen, ein anderes Verfahren wählen und die Fotos neu anpassen</translation>
    </message>
    <message>
      <source>Moved by hand: {count}. These weigh more than the others.</source>
      <translation>Von Hand bewegt: {count}. Diese wiegen mehr als die anderen.</translation>
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
      <source>Moves {count} measures, and what goes with them in the population, by the difference of the published means of women (left) and men (right): one is the whole difference, zero the face as fitted. Proportions of averages; they tell nothing of a person. {source}</source>
      <translation>Bewegt {count} Maße, und was in der Population mit ihnen einhergeht, um den Unterschied der veröffentlichten Mittelwerte von Frauen (links) und Männern (rechts): Eins ist der ganze Unterschied, null das Gesicht wie angepasst. Proportionen von Durchschnitten; über einen Menschen sagen sie nichts. {source}</translation>
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
      <source>Name and hash of the scan's file</source>
      <translation>Name und Prüfsumme der Scandatei</translation>
    </message>
    <message>
      <source>Name for the present edits</source>
      <translation>Name für die jetzigen Bearbeitungen</translation>
    </message>
    <message>
      <source>Names and numbers of persons were typed for this report and are kept nowhere else.</source>
      <translation>Namen und Nummern von Personen wurden für diesen Bericht eingegeben und sonst nirgends behalten.</translation>
    </message>
    <message>
      <source>Names are optional. They stand in the report only: nothing typed here is kept, in no project, no setting and no log.</source>
      <translation>Namen sind freigestellt. Sie stehen nur im Bericht: Nichts hier Eingegebenes wird behalten, in keinem Projekt, keiner Einstellung und keinem Protokoll.</translation>
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
      <translation>Spitzenwinkel</translation>
    </message>
    <message>
      <source>Nasal tip protrusion</source>
      <translation>Spitzenprojektion</translation>
    </message>
    <message>
      <source>Nasion</source>
      <translation>Nasion</translation>
    </message>
    <message>
      <source>Nasion cannot open its window here: {value}. Update the graphics driver, then start it again; 'nasion doctor' says more, and the commands work without a window.</source>
      <translation>Nasion kann sein Fenster hier nicht öffnen: {value}. Aktualisieren Sie den Grafiktreiber, und starten Sie dann noch einmal; „nasion doctor“ sagt mehr, und die Befehle arbeiten ohne Fenster.</translation>
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
      <source>Nasolabial angle (Cm-Sn-Ls)</source>
      <translation>Nasolabialwinkel (Cm-Sn-Ls)</translation>
    </message>
    <message>
      <source>Nasolabial angle (tip, subnasale, lip)</source>
      <translation>Nasolabialwinkel (Spitze, Subnasale, Lippe)</translation>
    </message>
    <message>
      <source>Neo-Hookean (a minute)</source>
      <translation>Neo-Hooke (eine Minute)</translation>
    </message>
    <message>
      <source>Neutral</source>
      <translation>Neutral</translation>
    </message>
    <message>
      <source>Neutral expression</source>
      <translation>Neutraler Ausdruck</translation>
    </message>
    <message>
      <source>Neutral face against its mirror image, root mean square, mm</source>
      <translation>Neutrales Gesicht gegen sein Spiegelbild, quadratisches Mittel, mm</translation>
    </message>
    <message>
      <source>Neutral: asymmetry</source>
      <translation>Neutral: Asymmetrie</translation>
    </message>
    <message>
      <source>Never saved</source>
      <translation>Nie gespeichert</translation>
    </message>
    <message>
      <source>Next</source>
      <translation>Weiter</translation>
    </message>
    <message>
      <source>Next ({done} of {all}): {name}. Right and left are the person's own.</source>
      <translation>Nächster ({done} von {all}): {name}. Rechts und links sind die der Person.</translation>
    </message>
    <message>
      <source>Next skull</source>
      <translation>Nächster Schädel</translation>
    </message>
    <message>
      <source>No action has the key {named}.</source>
      <translation>Keine Aktion hat den Schlüssel {named}.</translation>
    </message>
    <message>
      <source>No crash was noted.</source>
      <translation>Kein Absturz wurde vermerkt.</translation>
    </message>
    <message>
      <source>No crown of the first scan of the {value} teeth is found in the second; give two scans of one person that lie in one frame.</source>
      <translation>Keine Krone des ersten Scans der Zähne ({value}) findet sich im zweiten; geben Sie zwei Scans einer Person an, die im selben Koordinatensystem liegen.</translation>
    </message>
    <message>
      <source>No cut</source>
      <translation>Kein Schnitt</translation>
    </message>
    <message>
      <source>No distance was known: every length depends on a guessed scale.</source>
      <translation>Es war kein Abstand bekannt: Jede Länge hängt von einem geschätzten Maßstab ab.</translation>
    </message>
    <message>
      <source>No earlier run left unsaved work.</source>
      <translation>Kein früherer Lauf hat ungespeicherte Arbeit hinterlassen.</translation>
    </message>
    <message>
      <source>No face was found</source>
      <translation>Es wurde kein Gesicht gefunden</translation>
    </message>
    <message>
      <source>No face was found in any portrait; train the landmark network first.</source>
      <translation>In keinem Porträt wurde ein Gesicht gefunden; trainieren Sie zuerst das Landmarken-Netz.</translation>
    </message>
    <message>
      <source>No face was found in {named}: choose a scan that shows a face from brow to chin, or say how it lies by --turn or --landmarks (in the window: Correct...).</source>
      <translation>In {named} wurde kein Gesicht gefunden: Wählen Sie einen Scan, der ein Gesicht von den Brauen bis zum Kinn zeigt, oder sagen Sie durch --turn oder --landmarks, wie er liegt (im Fenster: Korrigieren…).</translation>
    </message>
    <message>
      <source>No face was found in {named}; take a photograph of the whole face, well lit and at least 100 pixels wide.</source>
      <translation>In {named} wurde kein Gesicht gefunden; nehmen Sie ein Foto des ganzen Gesichts, gut beleuchtet und mindestens 100 Pixel breit.</translation>
    </message>
    <message>
      <source>No known bone is called {named}; there is {value}.</source>
      <translation>Kein bekannter Knochen heißt {named}; es gibt {value}.</translation>
    </message>
    <message>
      <source>No photograph tells the scale: without a known distance the size is a guess.</source>
      <translation>Kein Foto sagt den Maßstab: Ohne einen bekannten Abstand ist die Größe geschätzt.</translation>
    </message>
    <message>
      <source>No photograph yet</source>
      <translation>Noch kein Foto</translation>
    </message>
    <message>
      <source>No picture can be drawn on this machine; run 'nasion doctor' to see what is missing.</source>
      <translation>Auf diesem Rechner lässt sich kein Bild zeichnen; „nasion doctor“ sagt, was fehlt.</translation>
    </message>
    <message>
      <source>No real person</source>
      <translation>Keine wirkliche Person</translation>
    </message>
    <message>
      <source>No real skull: this head does not come from a CT.</source>
      <translation>Kein echter Schädel: Dieser Kopf stammt nicht aus einem CT.</translation>
    </message>
    <message>
      <source>No space left on device</source>
      <translation>Der Datenträger ist voll</translation>
    </message>
    <message>
      <source>No such device</source>
      <translation>Das Gerät gibt es nicht</translation>
    </message>
    <message>
      <source>No such device or address</source>
      <translation>Das Gerät ist nicht da</translation>
    </message>
    <message>
      <source>No such file or directory</source>
      <translation>Datei oder Ordner gibt es nicht</translation>
    </message>
    <message>
      <source>No vertex that an expression moves was seen; mark some of the face.</source>
      <translation>Kein Eckpunkt, den ein Gesichtsausdruck bewegt, war zu sehen; markieren Sie welche im Gesicht.</translation>
    </message>
    <message>
      <source>None: from {names}</source>
      <translation>Keiner: aus {names}</translation>
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
      <source>Norms</source>
      <translation>Normen</translation>
    </message>
    <message>
      <source>Norms for</source>
      <translation>Normen für</translation>
    </message>
    <message>
      <source>Norms of</source>
      <translation>Normen von</translation>
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
      <source>Not a directory</source>
      <translation>Es ist kein Ordner</translation>
    </message>
    <message>
      <source>Not noted in the file: estimated together with the head, which is less sure.</source>
      <translation>In der Datei nicht vermerkt: zusammen mit dem Kopf geschätzt, was weniger sicher ist.</translation>
    </message>
    <message>
      <source>Not now</source>
      <translation>Jetzt nicht</translation>
    </message>
    <message>
      <source>Not played: {value}.</source>
      <translation>Nicht abgespielt: {value}.</translation>
    </message>
    <message>
      <source>Not said</source>
      <translation>Nicht angegeben</translation>
    </message>
    <message>
      <source>Not sure where the face is</source>
      <translation>Unsicher, wo das Gesicht ist</translation>
    </message>
    <message>
      <source>Not taken at this visit.</source>
      <translation>Bei diesem Besuch nicht aufgenommen.</translation>
    </message>
    <message>
      <source>Not taken yet</source>
      <translation>Noch nicht aufgenommen</translation>
    </message>
    <message>
      <source>Notch above the tragus, the flap before the ear canal.</source>
      <translation>Kerbe über dem Tragus, dem Knorpel vor dem Gehörgang.</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>Bemerkung</translation>
    </message>
    <message>
      <source>Nothing in the volume is as large as a head: choose the series that shows the head.</source>
      <translation>Nichts im Volumen ist so groß wie ein Kopf: Wählen Sie die Serie, die den Kopf zeigt.</translation>
    </message>
    <message>
      <source>Nothing moves yet: choose a usual treatment, or a segment and how far it moves. The skin follows by itself.</source>
      <translation>Noch bewegt sich nichts: Wählen Sie eine übliche Behandlung oder ein Segment und wie weit es sich bewegt. Die Haut folgt von selbst.</translation>
    </message>
    <message>
      <source>Nothing of the bone itself was known; a CT, palpated points or intraoral scans narrow it.</source>
      <translation>Vom Knochen selbst war nichts bekannt; ein CT, getastete Punkte oder Intraoralscans grenzen ihn ein.</translation>
    </message>
    <message>
      <source>Nothing of the reference lies near the face; choose another scan.</source>
      <translation>Nichts von der Referenz liegt nahe am Gesicht; wählen Sie einen anderen Scan.</translation>
    </message>
    <message>
      <source>Nothing of {named} is left to fit; leave less of it out.</source>
      <translation>Von {named} bleibt nichts zum Anpassen übrig; lassen Sie weniger davon aus.</translation>
    </message>
    <message>
      <source>Nothing tells the frames a second; {number} are assumed.</source>
      <translation>Nichts sagt, wie viele Bilder je Sekunde es sind; {number} werden angenommen.</translation>
    </message>
    <message>
      <source>Nothing to copy: this face is as it was fitted.</source>
      <translation>Nichts zu kopieren: Dieses Gesicht ist, wie es angepasst wurde.</translation>
    </message>
    <message>
      <source>Nothing to recover</source>
      <translation>Nichts wiederherzustellen</translation>
    </message>
    <message>
      <source>Noting how a picture was made</source>
      <translation>Festhalten, wie ein Bild entstand</translation>
    </message>
    <message>
      <source>Now</source>
      <translation>Jetzt</translation>
    </message>
    <message>
      <source>Number</source>
      <translation>Nummer</translation>
    </message>
    <message>
      <source>O&amp;verlay</source>
      <translation>Ü&amp;bereinander</translation>
    </message>
    <message>
      <source>OBJ files hold no skeleton: end the name in .glb.</source>
      <translation>OBJ-Dateien enthalten kein Skelett: Lassen Sie den Namen auf .glb enden.</translation>
    </message>
    <message>
      <source>OBJ, PLY, STL, GLB or a project</source>
      <translation>OBJ, PLY, STL, GLB oder ein Projekt</translation>
    </message>
    <message>
      <source>OBJ, with the scan's picture</source>
      <translation>OBJ, mit dem Bild des Scans</translation>
    </message>
    <message>
      <source>Off</source>
      <translation>Aus</translation>
    </message>
    <message>
      <source>Olive</source>
      <translation>Oliv</translation>
    </message>
    <message>
      <source>On the CT's own bone, where there is one</source>
      <translation>Auf dem Knochen der CT, wo es einen gibt</translation>
    </message>
    <message>
      <source>One arch is enough. A scan that lies anywhere is aligned by its arch, and then only the teeth's shape narrows the skull. Whether upper and lower were mixed up is not found out.</source>
      <translation>Ein Zahnbogen genügt. Ein Scan in beliebiger Lage wird nach seinem Bogen ausgerichtet; dann grenzt nur die Form der Zähne den Schädel ein. Ob oben und unten vertauscht sind, wird nicht erkannt.</translation>
    </message>
    <message>
      <source>One face left of a line, the other right of it</source>
      <translation>Ein Gesicht links einer Linie, das andere rechts davon</translation>
    </message>
    <message>
      <source>One independent way in which a part differs between people, learned from a population; the first ones change the most.</source>
      <translation>Eine unabhängige Art, in der sich ein Teil zwischen Menschen unterscheidet, aus einer Population gelernt; die ersten ändern am meisten.</translation>
    </message>
    <message>
      <source>One photograph tells little of depth, such as how far the nose stands out, and nothing of the hidden side: there the head is what is likely. Further photographs of the same person, such as profiles, help.</source>
      <translation>Ein Foto sagt wenig über die Tiefe, etwa wie weit die Nase vorsteht, und nichts über die verdeckte Seite: Dort ist der Kopf so, wie es wahrscheinlich ist. Weitere Fotos desselben Menschen, etwa Profile, helfen.</translation>
    </message>
    <message>
      <source>One picture of a face, or several</source>
      <translation>Ein Bild eines Gesichts oder mehrere</translation>
    </message>
    <message>
      <source>One step, which can be undone</source>
      <translation>Ein Schritt, der sich rückgängig machen lässt</translation>
    </message>
    <message>
      <source>One strong light from above, a cool rim behind</source>
      <translation>Ein starkes Licht von oben, eine kühle Kante dahinter</translation>
    </message>
    <message>
      <source>One turn</source>
      <translation>Eine Umdrehung</translation>
    </message>
    <message>
      <source>Only a hollow print needs a drain; choose a wall for the hollow.</source>
      <translation>Nur ein hohler Druck braucht einen Abfluss; wählen Sie eine Wandstärke zum Aushöhlen.</translation>
    </message>
    <message>
      <source>Only needed where the face is not found by itself.</source>
      <translation>Nur nötig, wo das Gesicht nicht von selbst gefunden wird.</translation>
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
      <translation>Foto öffnen</translation>
    </message>
    <message>
      <source>Open a scan</source>
      <translation>Scan öffnen</translation>
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
      <translation>Öffnen Sie den Scan eines Kopfes oder ziehen Sie ihn hierher: jede Lage, jede Einheit. Nasion findet das Gesicht, zeigt die Größe in Millimetern und fragt nur, wenn es unsicher ist.</translation>
    </message>
    <message>
      <source>Open p&amp;hoto…</source>
      <translation>&amp;Foto öffnen…</translation>
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
      <source>Open photo…</source>
      <translation>Foto öffnen…</translation>
    </message>
    <message>
      <source>Open the guide at the section about what is in use</source>
      <translation>Hilfe zu dem öffnen, was gerade benutzt wird</translation>
    </message>
    <message>
      <source>Open the scan of a head to see its likely skull and to change its face.</source>
      <translation>Öffnen Sie den Scan eines Kopfes, um seinen wahrscheinlichen Schädel zu sehen und sein Gesicht zu ändern.</translation>
    </message>
    <message>
      <source>Open wide</source>
      <translation>Weit öffnen</translation>
    </message>
    <message>
      <source>Opening of the lids</source>
      <translation>Lidspalte</translation>
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
      <source>Operation not permitted</source>
      <translation>Das ist nicht erlaubt</translation>
    </message>
    <message>
      <source>Opisthocranion</source>
      <translation>Opisthocranion</translation>
    </message>
    <message>
      <source>Or drop a file on this window. No file ever leaves this machine.</source>
      <translation>Oder ziehen Sie eine Datei auf dieses Fenster. Keine Datei verlässt diesen Rechner.</translation>
    </message>
    <message>
      <source>Or press Box a face and draw a box around it.</source>
      <translation>Oder drücken Sie „Gesicht umrahmen“ und ziehen Sie einen Rahmen darum.</translation>
    </message>
    <message>
      <source>Orbit</source>
      <translation>Augenhöhle</translation>
    </message>
    <message>
      <source>Orbitale</source>
      <translation>Orbitale</translation>
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
      <source>Orthographic</source>
      <translation>Orthografisch</translation>
    </message>
    <message>
      <source>Osteotomy</source>
      <translation>Osteotomie</translation>
    </message>
    <message>
      <source>Other face</source>
      <translation>Anderes Gesicht</translation>
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
      <source>Outer corner of the eye.</source>
      <translation>Äußerer Augenwinkel.</translation>
    </message>
    <message>
      <source>Outer corner of the left eye</source>
      <translation>Äußerer Winkel des linken Auges</translation>
    </message>
    <message>
      <source>Outer corner of the right eye</source>
      <translation>Äußerer Winkel des rechten Auges</translation>
    </message>
    <message>
      <source>Outer edge of the lips</source>
      <translation>Äußerer Lippenrand</translation>
    </message>
    <message>
      <source>Outermost point of the angle of the lower jaw.</source>
      <translation>Äußerster Punkt des Kieferwinkels.</translation>
    </message>
    <message>
      <source>Outermost point of the cheekbone's arch.</source>
      <translation>Äußerster Punkt des Jochbogens.</translation>
    </message>
    <message>
      <source>Outermost point of the rim of the eye socket.</source>
      <translation>Äußerster Punkt des Augenhöhlenrandes.</translation>
    </message>
    <message>
      <source>Outermost point of the side of the head.</source>
      <translation>Äußerster Punkt der Kopfseite.</translation>
    </message>
    <message>
      <source>Outermost point of the wing of the nose.</source>
      <translation>Äußerster Punkt des Nasenflügels.</translation>
    </message>
    <message>
      <source>Outlines, as seen and as fitted</source>
      <translation>Umrisse, wie gesehen und wie angepasst</translation>
    </message>
    <message>
      <source>Overlay</source>
      <translation>Übereinander</translation>
    </message>
    <message>
      <source>P&amp;resets</source>
      <translation>Vo&amp;rlagen</translation>
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
      <source>Page {page} of {count}</source>
      <translation>Seite {page} von {count}</translation>
    </message>
    <message>
      <source>Pai&amp;nt an area</source>
      <translation>&amp;Fläche malen</translation>
    </message>
    <message>
      <source>Paint on the skin</source>
      <translation>Auf die Haut malen</translation>
    </message>
    <message>
      <source>Paint on the skin or the bone; [ and ] change the brush, Esc ends.</source>
      <translation>Malen Sie auf Haut oder Knochen; [ und ] ändern den Pinsel, Esc beendet.</translation>
    </message>
    <message>
      <source>Paint over hair, shoulders or a stand: the fit ignores them</source>
      <translation>Haare, Schultern oder einen Ständer übermalen: Die Anpassung übergeht sie</translation>
    </message>
    <message>
      <source>Painted thickness cannot be swapped here; reset the brush first.</source>
      <translation>Gemalte Dicke lässt sich hier nicht tauschen; setzen Sie erst den Pinsel zurück.</translation>
    </message>
    <message>
      <source>Painted thickness cannot exceed {number} mm; paint less.</source>
      <translation>Gemalte Dicke kann nicht über {number} mm gehen; malen Sie weniger.</translation>
    </message>
    <message>
      <source>Palpebrale inferius</source>
      <translation>Palpebrale inferius</translation>
    </message>
    <message>
      <source>Palpebrale superius</source>
      <translation>Palpebrale superius</translation>
    </message>
    <message>
      <source>Palsy</source>
      <translation>Parese</translation>
    </message>
    <message>
      <source>Paper</source>
      <translation>Papier</translation>
    </message>
    <message>
      <source>Part copied; paste it on any face of these models.</source>
      <translation>Teil kopiert; fügen Sie ihn auf einem beliebigen Gesicht dieser Modelle ein.</translation>
    </message>
    <message>
      <source>Parts</source>
      <translation>Teile</translation>
    </message>
    <message>
      <source>Path</source>
      <translation>Weg</translation>
    </message>
    <message>
      <source>Peak of the upper lip where a ridge of the philtrum ends.</source>
      <translation>Gipfel der Oberlippe, wo eine Philtrumkante endet.</translation>
    </message>
    <message>
      <source>People</source>
      <translation>Menschen</translation>
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
      <source>Permission denied</source>
      <translation>Die Berechtigung fehlt</translation>
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
      <source>Photo</source>
      <translation>Foto</translation>
    </message>
    <message>
      <source>Photograph</source>
      <translation>Foto</translation>
    </message>
    <message>
      <source>Photograph on the skin</source>
      <translation>Foto auf der Haut</translation>
    </message>
    <message>
      <source>Photograph with landmarks</source>
      <translation>Foto mit Landmarken</translation>
    </message>
    <message>
      <source>Photograph with the head over it</source>
      <translation>Foto mit dem Kopf darüber</translation>
    </message>
    <message>
      <source>Photograph {value} shows {value1} landmarks; mark at least {value2}.</source>
      <translation>Foto {value} zeigt {value1} Landmarken; setzen Sie mindestens {value2}.</translation>
    </message>
    <message>
      <source>Photograph, SHA-256</source>
      <translation>Foto, SHA-256</translation>
    </message>
    <message>
      <source>Photograph, hidden skin marked</source>
      <translation>Foto, verdeckte Haut gekennzeichnet</translation>
    </message>
    <message>
      <source>Photographs</source>
      <translation>Fotos</translation>
    </message>
    <message>
      <source>Photographs ({suffixes});;All files (*)</source>
      <translation>Fotos ({suffixes});;Alle Dateien (*)</translation>
    </message>
    <message>
      <source>Photographs of one person</source>
      <translation>Fotos eines Menschen</translation>
    </message>
    <message>
      <source>Photographs of this person</source>
      <translation>Fotos dieses Menschen</translation>
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
      <source>Picture on the scan</source>
      <translation>Bild auf dem Scan</translation>
    </message>
    <message>
      <source>Pictures are written as PNG: give {named}.png, not {named1}.</source>
      <translation>Bilder werden als PNG geschrieben: Nennen Sie {named}.png, nicht {named1}.</translation>
    </message>
    <message>
      <source>Pitch</source>
      <translation>Nicken</translation>
    </message>
    <message>
      <source>Place (x, y, z)</source>
      <translation>Lage (x, y, z)</translation>
    </message>
    <message>
      <source>Place of the cut</source>
      <translation>Ort des Schnitts</translation>
    </message>
    <message>
      <source>Place of the cut in millimetres</source>
      <translation>Ort des Schnitts in Millimetern</translation>
    </message>
    <message>
      <source>Place of the cut; its frame can be dragged in the view too</source>
      <translation>Ort des Schnitts; sein Rahmen lässt sich auch in der Ansicht ziehen</translation>
    </message>
    <message>
      <source>Place, mm</source>
      <translation>Lage, mm</translation>
    </message>
    <message>
      <source>Placed measures</source>
      <translation>Gesetzte Maße</translation>
    </message>
    <message>
      <source>Plain</source>
      <translation>Einfarbig</translation>
    </message>
    <message>
      <source>Plane</source>
      <translation>Ebene</translation>
    </message>
    <message>
      <source>Plane through the lower rims of the eye sockets and the ear openings; Nasion holds every head so that it is level.</source>
      <translation>Ebene durch die Unterränder der Augenhöhlen und die Ohröffnungen; Nasion hält jeden Kopf so, dass sie waagrecht ist.</translation>
    </message>
    <message>
      <source>Planes in the 3D view</source>
      <translation>Ebenen in der 3D-Ansicht</translation>
    </message>
    <message>
      <source>Plaster</source>
      <translation>Gips</translation>
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
      <source>Point {number} of {least}: click on the head. Esc ends.</source>
      <translation>Punkt {number} von {least}: Klicken Sie auf den Kopf. Esc beendet.</translation>
    </message>
    <message>
      <source>Point {number} on the skin</source>
      <translation>Punkt {number} auf der Haut</translation>
    </message>
    <message>
      <source>Points</source>
      <translation>Punkte</translation>
    </message>
    <message>
      <source>Points of skin and skull</source>
      <translation>Punkte von Haut und Schädel</translation>
    </message>
    <message>
      <source>Points on the face</source>
      <translation>Punkte am Gesicht</translation>
    </message>
    <message>
      <source>Polished</source>
      <translation>Poliert</translation>
    </message>
    <message>
      <source>Population: the mean head of these models; spread between people from tabled depths (Rhine 1983 and Lebanese adults, shifted by the T-Table 2023), in part assumed.</source>
      <translation>Population: der Durchschnittskopf dieser Modelle; Streuung zwischen Menschen aus veröffentlichten Tiefen (Rhine 1983 und libanesische Erwachsene, verschoben nach der T-Table 2023), zum Teil angenommen.</translation>
    </message>
    <message>
      <source>Porion</source>
      <translation>Porion</translation>
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
      <source>Pose</source>
      <translation>Pose</translation>
    </message>
    <message>
      <source>Poses of a patient at several visits, left against right</source>
      <translation>Posen eines Patienten bei mehreren Besuchen, links gegen rechts</translation>
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
      <source>Preset {name} saved.</source>
      <translation>Vorlage {name} gesichert.</translation>
    </message>
    <message>
      <source>Presets</source>
      <translation>Vorlagen</translation>
    </message>
    <message>
      <source>Presets (*.json)</source>
      <translation>Vorlagen (*.json)</translation>
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
      <source>Processor cores</source>
      <translation>Prozessorkerne</translation>
    </message>
    <message>
      <source>Profile</source>
      <translation>Profil</translation>
    </message>
    <message>
      <source>Profile before and after the treatment</source>
      <translation>Profil vor und nach der Behandlung</translation>
    </message>
    <message>
      <source>Profile of the bone</source>
      <translation>Profil des Knochens</translation>
    </message>
    <message>
      <source>Profile of the skin</source>
      <translation>Profil der Haut</translation>
    </message>
    <message>
      <source>Program</source>
      <translation>Programm</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>Fortschritt</translation>
    </message>
    <message>
      <source>Project or mesh…</source>
      <translation>Projekt oder Netz…</translation>
    </message>
    <message>
      <source>Projects and meshes (*.nasion *.obj *.ply *.stl *.glb *.gltf *.vtk *.vtp)</source>
      <translation>Projekte und Netze (*.nasion *.obj *.ply *.stl *.glb *.gltf *.vtk *.vtp)</translation>
    </message>
    <message>
      <source>Pronasale</source>
      <translation>Pronasale</translation>
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
      <source>Pull</source>
      <translation>Ziehen</translation>
    </message>
    <message>
      <source>Pull of the skin</source>
      <translation>Ziehen der Haut</translation>
    </message>
    <message>
      <source>Push up lower lip</source>
      <translation>Unterlippe aufwerfen</translation>
    </message>
    <message>
      <source>Push up upper lip</source>
      <translation>Oberlippe aufwerfen</translation>
    </message>
    <message>
      <source>Put all bone back</source>
      <translation>Alle Knochen zurücksetzen</translation>
    </message>
    <message>
      <source>Put all segments back</source>
      <translation>Alle Segmente zurücksetzen</translation>
    </message>
    <message>
      <source>Put build, thickness, bone and brush back to the person's own</source>
      <translation>Statur, Dicke, Knochen und Pinsel auf die der Person zurücksetzen</translation>
    </message>
    <message>
      <source>Put docks and toolbar back where they were at first</source>
      <translation>Andockfenster und Werkzeugleiste wie am Anfang anordnen</translation>
    </message>
    <message>
      <source>Put every landmark back to where the model places it</source>
      <translation>Jede Landmarke dorthin zurücksetzen, wohin das Modell sie setzt</translation>
    </message>
    <message>
      <source>Put landmarks &amp;back</source>
      <translation>Landmarken &amp;zurücksetzen</translation>
    </message>
    <message>
      <source>Put on</source>
      <translation>Anwenden</translation>
    </message>
    <message>
      <source>Put on the clipboard</source>
      <translation>In die Zwischenablage</translation>
    </message>
    <message>
      <source>Put on: {what}</source>
      <translation>Angewendet: {what}</translation>
    </message>
    <message>
      <source>Put the edits of this face on the clipboard, for another face or window</source>
      <translation>Die Bearbeitungen dieses Gesichts in die Zwischenablage legen, für ein anderes Gesicht oder Fenster</translation>
    </message>
    <message>
      <source>Put the photographs back beside a face that was kept without them</source>
      <translation>Die Fotos zu einem Gesicht zurückholen, das ohne sie behalten wurde</translation>
    </message>
    <message>
      <source>Put the scan back into a project that was kept without it</source>
      <translation>Den Scan in ein Projekt zurücklegen, das ohne ihn gesichert wurde</translation>
    </message>
    <message>
      <source>Put the thickness of every region back</source>
      <translation>Dicke aller Regionen zurücksetzen</translation>
    </message>
    <message>
      <source>Python takes 1_0 for ten</source>
      <translation>Python liest 1_0 als zehn</translation>
    </message>
    <message>
      <source>Qt cannot make a PDF here; see 'nasion doctor'.</source>
      <translation>Qt kann hier kein PDF erzeugen; siehe „nasion doctor“.</translation>
    </message>
    <message>
      <source>RMS, mm</source>
      <translation>RMS, mm</translation>
    </message>
    <message>
      <source>Radius</source>
      <translation>Radius</translation>
    </message>
    <message>
      <source>Radius of the brush, mm</source>
      <translation>Radius des Pinsels, mm</translation>
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
      <source>Raking</source>
      <translation>Streiflicht</translation>
    </message>
    <message>
      <source>Random head</source>
      <translation>Zufälliger Kopf</translation>
    </message>
    <message>
      <source>Randomise {0}</source>
      <translation>{0} auslosen</translation>
    </message>
    <message>
      <source>Rate</source>
      <translation>Bildrate</translation>
    </message>
    <message>
      <source>Read</source>
      <translation>Lesen</translation>
    </message>
    <message>
      <source>Read it here</source>
      <translation>Hier ablesen</translation>
    </message>
    <message>
      <source>Read-only</source>
      <translation>Schreibgeschützt</translation>
    </message>
    <message>
      <source>Read-only file system</source>
      <translation>Der Datenträger ist schreibgeschützt</translation>
    </message>
    <message>
      <source>Reading the CT</source>
      <translation>Das CT wird gelesen</translation>
    </message>
    <message>
      <source>Reading the colours of the skin</source>
      <translation>Die Farben der Haut werden gelesen</translation>
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
      <source>Reading the pose</source>
      <translation>Die Pose wird gelesen</translation>
    </message>
    <message>
      <source>Reading the scan</source>
      <translation>Scan wird gelesen</translation>
    </message>
    <message>
      <source>Reading the shading of the skin</source>
      <translation>Die Schattierung der Haut wird gelesen</translation>
    </message>
    <message>
      <source>Reading the teeth</source>
      <translation>Zähne werden gelesen</translation>
    </message>
    <message>
      <source>Ready to print</source>
      <translation>Druckbereit</translation>
    </message>
    <message>
      <source>Recent</source>
      <translation>Zuletzt geöffnet</translation>
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
      <source>Reducing the triangles</source>
      <translation>Dreiecke werden verringert</translation>
    </message>
    <message>
      <source>Refining the pose</source>
      <translation>Lage wird verfeinert</translation>
    </message>
    <message>
      <source>Region</source>
      <translation>Region</translation>
    </message>
    <message>
      <source>Region of the CT's bone</source>
      <translation>Region des CT-Knochens</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Entfernen</translation>
    </message>
    <message>
      <source>Remove all placed &amp;measures</source>
      <translation>Alle gesetzten &amp;Maße entfernen</translation>
    </message>
    <message>
      <source>Remove all placed measures</source>
      <translation>Alle gesetzten Maße entfernen</translation>
    </message>
    <message>
      <source>Remove everything painted</source>
      <translation>Alles Gemalte entfernen</translation>
    </message>
    <message>
      <source>Remove from the list</source>
      <translation>Aus der Liste entfernen</translation>
    </message>
    <message>
      <source>Remove the chosen measure</source>
      <translation>Gewähltes Maß entfernen</translation>
    </message>
    <message>
      <source>Remove the pose {value} of {value1}</source>
      <translation>Die Pose {value} vom {value1} entfernen</translation>
    </message>
    <message>
      <source>Remove the visit of {value}</source>
      <translation>Den Besuch vom {value} entfernen</translation>
    </message>
    <message>
      <source>Rename</source>
      <translation>Umbenennen</translation>
    </message>
    <message>
      <source>Rename, delete, export and import presets</source>
      <translation>Vorlagen umbenennen, löschen, exportieren und importieren</translation>
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
      <source>Report</source>
      <translation>Bericht</translation>
    </message>
    <message>
      <source>Report (*.pdf)</source>
      <translation>Bericht (*.pdf)</translation>
    </message>
    <message>
      <source>Report…</source>
      <translation>Bericht…</translation>
    </message>
    <message>
      <source>Reset all</source>
      <translation>Alles zurücksetzen</translation>
    </message>
    <message>
      <source>Reset anatomy</source>
      <translation>Anatomie zurücksetzen</translation>
    </message>
    <message>
      <source>Reset bone</source>
      <translation>Knochen zurücksetzen</translation>
    </message>
    <message>
      <source>Reset brush</source>
      <translation>Pinsel zurücksetzen</translation>
    </message>
    <message>
      <source>Reset expression</source>
      <translation>Ausdruck zurücksetzen</translation>
    </message>
    <message>
      <source>Reset the face</source>
      <translation>Das Gesicht zurücksetzen</translation>
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
      <source>Reset thickness{value}</source>
      <translation>Dicke zurücksetzen{value}</translation>
    </message>
    <message>
      <source>Reset treatment</source>
      <translation>Behandlung zurücksetzen</translation>
    </message>
    <message>
      <source>Reset {0}</source>
      <translation>{0} zurücksetzen</translation>
    </message>
    <message>
      <source>Residual</source>
      <translation>Residuum</translation>
    </message>
    <message>
      <source>Rest</source>
      <translation>Übriges</translation>
    </message>
    <message>
      <source>Rest of the face</source>
      <translation>Übriges Gesicht</translation>
    </message>
    <message>
      <source>Rest of the skin</source>
      <translation>Übrige Haut</translation>
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
      <source>Right brow</source>
      <translation>Rechte Braue</translation>
    </message>
    <message>
      <source>Right corner of the mouth</source>
      <translation>Rechter Mundwinkel</translation>
    </message>
    <message>
      <source>Right eye</source>
      <translation>Rechtes Auge</translation>
    </message>
    <message>
      <source>Right only looks: layers and colours, measures against published norms, how sure the skull is, and what is known of the document.</source>
      <translation>Rechts wird nur hingesehen: Ebenen und Farben, Maße gegen veröffentlichte Normen, wie sicher der Schädel ist und was über das Dokument bekannt ist.</translation>
    </message>
    <message>
      <source>Right profile</source>
      <translation>Profil von rechts</translation>
    </message>
    <message>
      <source>Roll</source>
      <translation>Rollen</translation>
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
      <source>Roll left</source>
      <translation>Nach links rollen</translation>
    </message>
    <message>
      <source>Roll right</source>
      <translation>Nach rechts rollen</translation>
    </message>
    <message>
      <source>Root of the nose: where the nasal bones meet the forehead in the midline.</source>
      <translation>Nasenwurzel: wo die Nasenbeine in der Mittellinie auf das Stirnbein treffen.</translation>
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
      <source>Sagittal</source>
      <translation>Sagittal</translation>
    </message>
    <message>
      <source>Sample scan</source>
      <translation>Beispielscan</translation>
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
      <source>Save &amp;report…</source>
      <translation>&amp;Bericht speichern…</translation>
    </message>
    <message>
      <source>Save a copy to s&amp;hare…</source>
      <translation>Kopie zum &amp;Weitergeben speichern…</translation>
    </message>
    <message>
      <source>Save a copy to share</source>
      <translation>Kopie zum Weitergeben speichern</translation>
    </message>
    <message>
      <source>Save a picture of the 3D view</source>
      <translation>Bild der 3D-Ansicht speichern</translation>
    </message>
    <message>
      <source>Save as CSV…</source>
      <translation>Als CSV speichern…</translation>
    </message>
    <message>
      <source>Save keeps everything with all steps; Export writes skin, skull or your own scan in millimetres. What is not saved survives a crash. F1 helps.</source>
      <translation>Speichern behält alles mit allen Schritten; Exportieren schreibt Haut, Schädel oder Ihren eigenen Scan in Millimetern. Was nicht gespeichert ist, übersteht einen Absturz. F1 hilft.</translation>
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
      <source>Save report</source>
      <translation>Bericht speichern</translation>
    </message>
    <message>
      <source>Save s&amp;creenshot…</source>
      <translation>&amp;Bildschirmfoto speichern…</translation>
    </message>
    <message>
      <source>Save t&amp;urntable…</source>
      <translation>&amp;Drehung speichern…</translation>
    </message>
    <message>
      <source>Save the &amp;figures…</source>
      <translation>&amp;Zahlen speichern…</translation>
    </message>
    <message>
      <source>Save the changes to {name}?</source>
      <translation>Änderungen an {name} speichern?</translation>
    </message>
    <message>
      <source>Save the face without its scan and without anything that names a person</source>
      <translation>Das Gesicht ohne Scan und ohne alles speichern, was eine Person nennt</translation>
    </message>
    <message>
      <source>Save the figures</source>
      <translation>Zahlen speichern</translation>
    </message>
    <message>
      <source>Save the figures…</source>
      <translation>Zahlen speichern…</translation>
    </message>
    <message>
      <source>Save the head turning once around as a moving picture</source>
      <translation>Eine Umdrehung des Kopfes als bewegtes Bild speichern</translation>
    </message>
    <message>
      <source>Save the project</source>
      <translation>Projekt speichern</translation>
    </message>
    <message>
      <source>Save turntable</source>
      <translation>Drehung speichern</translation>
    </message>
    <message>
      <source>Saved {name} to share.</source>
      <translation>{name} zum Weitergeben gespeichert.</translation>
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
      <translation>Skala</translation>
    </message>
    <message>
      <source>Scale of the difference</source>
      <translation>Skala der Differenz</translation>
    </message>
    <message>
      <source>Scaled to a distance of the pupils of {distance:.1f} mm.</source>
      <translation>Auf einen Abstand der Pupillen von {distance:.1f} mm gebracht.</translation>
    </message>
    <message>
      <source>Scan</source>
      <translation>Scan</translation>
    </message>
    <message>
      <source>Scan, SHA-256</source>
      <translation>Scan, SHA-256</translation>
    </message>
    <message>
      <source>Scans, projects and photographs ({suffixes})</source>
      <translation>Scans, Projekte und Fotos ({suffixes})</translation>
    </message>
    <message>
      <source>Sections</source>
      <translation>Abschnitte</translation>
    </message>
    <message>
      <source>See &amp;through the skin</source>
      <translation>&amp;Durch die Haut sehen</translation>
    </message>
    <message>
      <source>Seen</source>
      <translation>Gesehen</translation>
    </message>
    <message>
      <source>Segment</source>
      <translation>Segment</translation>
    </message>
    <message>
      <source>Set six points</source>
      <translation>Sechs Punkte setzen</translation>
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
      <source>Settings</source>
      <translation>Einstellungen</translation>
    </message>
    <message>
      <source>Settings kept.</source>
      <translation>Einstellungen gesichert.</translation>
    </message>
    <message>
      <source>Shaded by the lights chosen above</source>
      <translation>Schattiert durch das oben gewählte Licht</translation>
    </message>
    <message>
      <source>Shading</source>
      <translation>Schattierung</translation>
    </message>
    <message>
      <source>Shape component</source>
      <translation>Formkomponente</translation>
    </message>
    <message>
      <source>Shape components</source>
      <translation>Formkomponenten</translation>
    </message>
    <message>
      <source>Shape it from scratch</source>
      <translation>Von Grund auf formen</translation>
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
      <source>Share of the area nearer than 2 mm, per cent</source>
      <translation>Anteil der Fläche näher als 2 mm, Prozent</translation>
    </message>
    <message>
      <source>Shell of a thickness</source>
      <translation>Schale mit Wandstärke</translation>
    </message>
    <message>
      <source>Shift thins. A pen's pressure counts. One stroke is one step of undo.</source>
      <translation>Die Umschalttaste verdünnt. Der Druck eines Stifts zählt. Ein Strich ist ein Schritt zum Rückgängigmachen.</translation>
    </message>
    <message>
      <source>Shortest way along the skin or the bone</source>
      <translation>Kürzester Weg auf der Haut oder dem Knochen</translation>
    </message>
    <message>
      <source>Shortest way along the surface: click points, a double click ends</source>
      <translation>Kürzester Weg auf der Oberfläche: Punkte anklicken, ein Doppelklick endet</translation>
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
      <source>Show the face as it was at this visit</source>
      <translation>Das Gesicht zeigen, wie es bei diesem Besuch war</translation>
    </message>
    <message>
      <source>Show the face before the edits as long as the key is held</source>
      <translation>Das Gesicht vor der Bearbeitung zeigen, solange die Taste gehalten wird</translation>
    </message>
    <message>
      <source>Show the healthy side mirrored onto the other</source>
      <translation>Die gesunde Seite auf die andere gespiegelt zeigen</translation>
    </message>
    <message>
      <source>Show the landmarks; drag one to move it</source>
      <translation>Landmarken zeigen; ziehen verschiebt eine</translation>
    </message>
    <message>
      <source>Show the landmarks; drag one to put it elsewhere, as an edit that can be undone</source>
      <translation>Landmarken zeigen; ziehen setzt eine woanders hin, als Bearbeitung, die sich rückgängig machen lässt</translation>
    </message>
    <message>
      <source>Show the open face alone</source>
      <translation>Nur das offene Gesicht zeigen</translation>
    </message>
    <message>
      <source>Show the open head</source>
      <translation>Den geöffneten Kopf zeigen</translation>
    </message>
    <message>
      <source>Show the photograph with the head laid over it</source>
      <translation>Das Foto mit dem Kopf darüber zeigen</translation>
    </message>
    <message>
      <source>Show the points between the outlines too</source>
      <translation>Auch die Punkte zwischen den Umrissen zeigen</translation>
    </message>
    <message>
      <source>Show the scan with the colours of its photograph</source>
      <translation>Den Scan mit den Farben seines Fotos zeigen</translation>
    </message>
    <message>
      <source>Show ways to begin</source>
      <translation>Wege zum Beginnen zeigen</translation>
    </message>
    <message>
      <source>Show where bone is cut</source>
      <translation>Zeigen, wo der Knochen geschnitten ist</translation>
    </message>
    <message>
      <source>Show work that an earlier run left unsaved</source>
      <translation>Arbeit zeigen, die ein früherer Lauf ungespeichert ließ</translation>
    </message>
    <message>
      <source>Shown everywhere, in 256 colours.</source>
      <translation>Wird überall gezeigt, in 256 Farben.</translation>
    </message>
    <message>
      <source>Shown parts</source>
      <translation>Gezeigte Teile</translation>
    </message>
    <message>
      <source>Shown: simulated by finite elements on the CT's own bone.</source>
      <translation>Gezeigt: mit finiten Elementen auf dem Knochen der CT simuliert.</translation>
    </message>
    <message>
      <source>Shown: simulated by finite elements.</source>
      <translation>Gezeigt: mit finiten Elementen simuliert.</translation>
    </message>
    <message>
      <source>Shown: simulated by finite elements; unknown stiffness of tissue may change it by {spread:.1f} mm.</source>
      <translation>Gezeigt: mit finiten Elementen simuliert; die unbekannte Steifigkeit des Gewebes kann es um {spread:.1f} mm ändern.</translation>
    </message>
    <message>
      <source>Shown: the instant answer, skin goes with the bone beneath it.</source>
      <translation>Gezeigt: die sofortige Antwort, die Haut geht mit dem Knochen darunter.</translation>
    </message>
    <message>
      <source>Side by side</source>
      <translation>Nebeneinander</translation>
    </message>
    <message>
      <source>Simulate</source>
      <translation>Simulieren</translation>
    </message>
    <message>
      <source>Simulate the soft tissue</source>
      <translation>Weichgewebe simulieren</translation>
    </message>
    <message>
      <source>Simulate when the hand rests</source>
      <translation>Simulieren, wenn die Hand ruht</translation>
    </message>
    <message>
      <source>Simulate with other stiffness of tissue, as far as it is unknown</source>
      <translation>Mit anderer Steifigkeit des Gewebes simulieren, soweit sie unbekannt ist</translation>
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
      <source>Single PNG pictures</source>
      <translation>Einzelne PNG-Bilder</translation>
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
      <source>Skeleton: neck, head and jaw</source>
      <translation>Skelett: Hals, Kopf und Kiefer</translation>
    </message>
    <message>
      <source>Skin</source>
      <translation>Haut</translation>
    </message>
    <message>
      <source>Skin and bone</source>
      <translation>Haut und Knochen</translation>
    </message>
    <message>
      <source>Skin and skull in one file</source>
      <translation>Haut und Schädel in einer Datei</translation>
    </message>
    <message>
      <source>Skin colour</source>
      <translation>Hautfarbe</translation>
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
      <source>Skin from {number} HU and bone from {number1} HU cannot be, because air is at {number2} HU and soft tissue at {number3} HU: choose skin between them and bone above.</source>
      <translation>Haut ab {number} HU und Knochen ab {number1} HU können nicht sein, denn Luft liegt bei {number2} HU und Weichgewebe bei {number3} HU: Wählen Sie die Haut dazwischen und den Knochen darüber.</translation>
    </message>
    <message>
      <source>Skin of the CT</source>
      <translation>Haut des CT</translation>
    </message>
    <message>
      <source>Skin of the lower lip, height</source>
      <translation>Unterlippenhaut</translation>
    </message>
    <message>
      <source>Skin was taken from {number} HU, bone from {number1} HU; the volume's own air is at {number2} HU, its soft tissue at {number3} HU.</source>
      <translation>Haut wurde ab {number} HU genommen, Knochen ab {number1} HU; die Luft dieses Volumens liegt bei {number2} HU, sein Weichgewebe bei {number3} HU.</translation>
    </message>
    <message>
      <source>Skin, as edited</source>
      <translation>Haut, wie bearbeitet</translation>
    </message>
    <message>
      <source>Skin, fat and muscle between the bone and the surface of the skin, in mm.</source>
      <translation>Haut, Fett und Muskel zwischen dem Knochen und der Hautoberfläche, in mm.</translation>
    </message>
    <message>
      <source>Skin, fat and muscle over the bone: now, and the change [mm].</source>
      <translation>Haut, Fett und Muskel über dem Knochen: jetzt und die Änderung [mm].</translation>
    </message>
    <message>
      <source>Skip</source>
      <translation>Überspringen</translation>
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
      <source>Skull on the skeleton</source>
      <translation>Schädel am Skelett</translation>
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
      <source>Slices up to {number} mm apart show little between them: surfaces are coarse there.</source>
      <translation>Schichten mit bis zu {number} mm Abstand zeigen wenig dazwischen: Die Oberflächen sind dort grob.</translation>
    </message>
    <message>
      <source>Small and in full colour; shown by every browser.</source>
      <translation>Klein und in vollen Farben; jeder Browser zeigt es.</translation>
    </message>
    <message>
      <source>Smile</source>
      <translation>Lächeln</translation>
    </message>
    <message>
      <source>Smile: weaker</source>
      <translation>Lächeln: schwächer</translation>
    </message>
    <message>
      <source>Smooth</source>
      <translation>Glätten</translation>
    </message>
    <message>
      <source>Smoothing stroke</source>
      <translation>Glätten</translation>
    </message>
    <message>
      <source>Soft</source>
      <translation>Weich</translation>
    </message>
    <message>
      <source>Soft tissue</source>
      <translation>Weichgewebe</translation>
    </message>
    <message>
      <source>Soft tissue painted on, {number} mm at most</source>
      <translation>Weichgewebe aufgemalt, höchstens {number} mm</translation>
    </message>
    <message>
      <source>Soft tissue, {value}: {number} mm</source>
      <translation>Weichgewebe, {value}: {number} mm</translation>
    </message>
    <message>
      <source>Soft-tissue facial angle (Frankfurt to N-Pog)</source>
      <translation>Weichteil-Gesichtswinkel (Frankfurter zu N-Pog)</translation>
    </message>
    <message>
      <source>Soft-tissue thickness</source>
      <translation>Weichteildicke</translation>
    </message>
    <message>
      <source>Soft-tissue thickness along the anatomy normal, everywhere</source>
      <translation>Weichteildicke entlang der anatomischen Normalen, überall</translation>
    </message>
    <message>
      <source>Solving for the weights of the neck</source>
      <translation>Gewichte des Halses werden gelöst</translation>
    </message>
    <message>
      <source>Something went wrong inside Nasion ({kind}). Your work is kept; save it under a new name and start Nasion again. The crash log (Help menu) says where it happened.</source>
      <translation>In Nasion ist ein Fehler aufgetreten ({kind}). Ihre Arbeit ist erhalten; speichern Sie sie unter neuem Namen und starten Sie Nasion neu. Das Absturzprotokoll (Menü Hilfe) sagt, wo es geschah.</translation>
    </message>
    <message>
      <source>Source</source>
      <translation>Quelle</translation>
    </message>
    <message>
      <source>Sources of the norms</source>
      <translation>Quellen der Normen</translation>
    </message>
    <message>
      <source>Spread between people: two thirds lie within one of the mean, 95 of 100 within two.</source>
      <translation>Streuung zwischen Menschen: Zwei Drittel liegen innerhalb von einer um den Mittelwert, 95 von 100 innerhalb von zweien.</translation>
    </message>
    <message>
      <source>Squint</source>
      <translation>Zusammenkneifen</translation>
    </message>
    <message>
      <source>Stale file handle</source>
      <translation>Die Datei ist nicht mehr da</translation>
    </message>
    <message>
      <source>Standard (256)</source>
      <translation>Standard (256)</translation>
    </message>
    <message>
      <source>Standard deviation (sd)</source>
      <translation>Standardabweichung (SD)</translation>
    </message>
    <message>
      <source>Standard deviation [mm]</source>
      <translation>Standardabweichung [mm]</translation>
    </message>
    <message>
      <source>Standard deviation of the distance, mm</source>
      <translation>Standardabweichung des Abstands, mm</translation>
    </message>
    <message>
      <source>Standard deviation of what is known</source>
      <translation>Standardabweichung des Bekannten</translation>
    </message>
    <message>
      <source>Standard deviations from the mean of adults of the sex chosen above</source>
      <translation>Standardabweichungen vom Mittelwert Erwachsener des oben gewählten Geschlechts</translation>
    </message>
    <message>
      <source>Stands out by {bias:+.2f} mm on average; {gained:.2f} cm³ more, {lost:.2f} cm³ less</source>
      <translation>Steht im Mittel {bias:+.2f} mm vor; {gained:.2f} cm³ mehr, {lost:.2f} cm³ weniger</translation>
    </message>
    <message>
      <source>Start &amp;page</source>
      <translation>&amp;Startseite</translation>
    </message>
    <message>
      <source>State</source>
      <translation>Zustand</translation>
    </message>
    <message>
      <source>Stay</source>
      <translation>Bleiben</translation>
    </message>
    <message>
      <source>Step {number}: {label}</source>
      <translation>Schritt {number}: {label}</translation>
    </message>
    <message>
      <source>Steps of this document</source>
      <translation>Schritte dieses Dokuments</translation>
    </message>
    <message>
      <source>Stomion</source>
      <translation>Stomion</translation>
    </message>
    <message>
      <source>Stop it and close</source>
      <translation>Abbrechen und schließen</translation>
    </message>
    <message>
      <source>Stop what runs; nothing is changed by it (Esc)</source>
      <translation>Abbrechen, was läuft; nichts wird dadurch geändert (Esc)</translation>
    </message>
    <message>
      <source>Stop, and show the open face with its own expression again</source>
      <translation>Anhalten und das offene Gesicht wieder mit eigener Mimik zeigen</translation>
    </message>
    <message>
      <source>Straight distance between two points</source>
      <translation>Gerader Abstand zweier Punkte</translation>
    </message>
    <message>
      <source>Straight distance: click two points</source>
      <translation>Gerader Abstand: zwei Punkte anklicken</translation>
    </message>
    <message>
      <source>Straight from the front, as a ring flash: compare without shadows</source>
      <translation>Gerade von vorn, wie ein Ringblitz: Vergleich ohne Schatten</translation>
    </message>
    <message>
      <source>Strength</source>
      <translation>Stärke</translation>
    </message>
    <message>
      <source>Stretch</source>
      <translation>Strecken</translation>
    </message>
    <message>
      <source>Stripes</source>
      <translation>Streifen</translation>
    </message>
    <message>
      <source>Stripes that break where the surface is not smooth</source>
      <translation>Streifen, die brechen, wo die Oberfläche nicht glatt ist</translation>
    </message>
    <message>
      <source>Studio</source>
      <translation>Studio</translation>
    </message>
    <message>
      <source>Subalare</source>
      <translation>Subalare</translation>
    </message>
    <message>
      <source>Sublabiale</source>
      <translation>Sublabiale</translation>
    </message>
    <message>
      <source>Submental</source>
      <translation>Submental</translation>
    </message>
    <message>
      <source>Subnasale</source>
      <translation>Subnasale</translation>
    </message>
    <message>
      <source>Supraorbitale</source>
      <translation>Supraorbitale</translation>
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
      <source>Surface</source>
      <translation>Oberfläche</translation>
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
      <source>Surgical cut through bone, to move a part of it.</source>
      <translation>Chirurgischer Schnitt durch Knochen, um einen Teil zu bewegen.</translation>
    </message>
    <message>
      <source>Surprise</source>
      <translation>Überraschung</translation>
    </message>
    <message>
      <source>Suture of forehead bone and cheekbone at the rim of the eye socket.</source>
      <translation>Naht von Stirnbein und Jochbein am Rand der Augenhöhle.</translation>
    </message>
    <message>
      <source>Swap left and right</source>
      <translation>Links und rechts tauschen</translation>
    </message>
    <message>
      <source>Symmetry and volume</source>
      <translation>Symmetrie und Volumen</translation>
    </message>
    <message>
      <source>Symmetry plane against median</source>
      <translation>Symmetrieebene gegen Medianebene</translation>
    </message>
    <message>
      <source>Table of measures</source>
      <translation>Tabelle der Maße</translation>
    </message>
    <message>
      <source>Tables (*.csv)</source>
      <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
      <source>Table…</source>
      <translation>Tabelle…</translation>
    </message>
    <message>
      <source>Take from the CT</source>
      <translation>Aus dem CT nehmen</translation>
    </message>
    <message>
      <source>Take from the clipboard</source>
      <translation>Aus der Zwischenablage</translation>
    </message>
    <message>
      <source>Take it out</source>
      <translation>Herausnehmen</translation>
    </message>
    <message>
      <source>Take the &amp;tour</source>
      <translation>&amp;Rundgang machen</translation>
    </message>
    <message>
      <source>Take the chosen face from the list</source>
      <translation>Gewähltes Gesicht aus der Liste nehmen</translation>
    </message>
    <message>
      <source>Take the pose from</source>
      <translation>Die Pose übernehmen aus</translation>
    </message>
    <message>
      <source>Take the pose from a scan, a project or a photograph</source>
      <translation>Die Pose aus einem Scan, einem Projekt oder einem Foto übernehmen</translation>
    </message>
    <message>
      <source>Take the tour</source>
      <translation>Rundgang machen</translation>
    </message>
    <message>
      <source>Take this face</source>
      <translation>Dieses Gesicht nehmen</translation>
    </message>
    <message>
      <source>Take this pose out of the visit</source>
      <translation>Diese Pose aus dem Besuch nehmen</translation>
    </message>
    <message>
      <source>Taking the CT</source>
      <translation>Das CT wird übernommen</translation>
    </message>
    <message>
      <source>Taking the CT's bone</source>
      <translation>Knochen des CT wird übernommen</translation>
    </message>
    <message>
      <source>Tan</source>
      <translation>Gebräunt</translation>
    </message>
    <message>
      <source>Target</source>
      <translation>Ziel</translation>
    </message>
    <message>
      <source>Teeth</source>
      <translation>Zähne</translation>
    </message>
    <message>
      <source>Teeth in bite</source>
      <translation>Zähne im Biss</translation>
    </message>
    <message>
      <source>Tell where notes on crashes lie on this machine</source>
      <translation>Sagen, wo auf diesem Rechner Vermerke über Abstürze liegen</translation>
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
      <source>Terms</source>
      <translation>Begriffe</translation>
    </message>
    <message>
      <source>Text of the guide</source>
      <translation>Text der Hilfe</translation>
    </message>
    <message>
      <source>That did not work</source>
      <translation>Das ging nicht</translation>
    </message>
    <message>
      <source>The CT is not in the provenance; give its folder or file with --scan.</source>
      <translation>Das CT steht nicht im Herkunftsnachweis; nennen Sie seinen Ordner oder seine Datei mit --scan.</translation>
    </message>
    <message>
      <source>The CT shows no bone that matches the inferred skull there ({value}); choose another region.</source>
      <translation>Das CT zeigt dort keinen Knochen, der zum geschätzten Schädel passt ({value}); wählen Sie eine andere Region.</translation>
    </message>
    <message>
      <source>The CT's skull, as imaged</source>
      <translation>Der Schädel des CT, wie aufgenommen</translation>
    </message>
    <message>
      <source>The averages are of other models; open the face with these.</source>
      <translation>Die Mittelwerte gehören zu anderen Modellen; öffnen Sie das Gesicht mit diesen.</translation>
    </message>
    <message>
      <source>The body of the left cheekbone.</source>
      <translation>Der Körper des linken Jochbeins.</translation>
    </message>
    <message>
      <source>The body of the right cheekbone.</source>
      <translation>Der Körper des rechten Jochbeins.</translation>
    </message>
    <message>
      <source>The brush covered less than the model can tell; make it wider.</source>
      <translation>Der Pinsel hat weniger bedeckt, als das Modell auflöst; machen Sie ihn breiter.</translation>
    </message>
    <message>
      <source>The brush covered no area with an outline; paint on, or make it wider.</source>
      <translation>Der Pinsel hat keine Fläche mit einem Umriss bedeckt; malen Sie weiter oder machen Sie ihn breiter.</translation>
    </message>
    <message>
      <source>The brush met no skin; look at the face from the front first.</source>
      <translation>Der Pinsel traf keine Haut; sehen Sie das Gesicht erst von vorn an.</translation>
    </message>
    <message>
      <source>The bundle {named} computes wrong values here (off by {number} mm); reinstall Nasion or report the processor it runs on.</source>
      <translation>Das Bündel {named} rechnet hier falsch (um {number} mm); installieren Sie Nasion neu, oder melden Sie den Prozessor, auf dem es läuft.</translation>
    </message>
    <message>
      <source>The bundle {named} does not fit its own manifest ({value}); reinstall it.</source>
      <translation>Das Bündel {named} passt nicht zu seinem eigenen Verzeichnis ({value}); installieren Sie es neu.</translation>
    </message>
    <message>
      <source>The bundle {named} has format {value}, this program reads {value1}; update Nasion or the bundle.</source>
      <translation>Das Bündel {named} hat Format {value}, dieses Programm liest {value1}; aktualisieren Sie Nasion oder das Bündel.</translation>
    </message>
    <message>
      <source>The bundle {named} lacks {value}; reinstall Nasion or the bundle.</source>
      <translation>Dem Bündel {named} fehlt {value}; installieren Sie Nasion oder das Bündel neu.</translation>
    </message>
    <message>
      <source>The bundle's file {named} cannot be read ({value}); reinstall Nasion or the bundle.</source>
      <translation>Die Datei {named} des Bündels lässt sich nicht lesen ({value}); installieren Sie Nasion oder das Bündel neu.</translation>
    </message>
    <message>
      <source>The bundle's file {named} does not fit the manifest ({value}); reinstall the bundle.</source>
      <translation>Die Datei {named} des Bündels passt nicht zu seinem Verzeichnis ({value}); installieren Sie das Bündel neu.</translation>
    </message>
    <message>
      <source>The bundle's file {named} is missing or damaged; reinstall Nasion or the bundle.</source>
      <translation>Die Datei {named} des Bündels fehlt oder ist beschädigt; installieren Sie Nasion oder das Bündel neu.</translation>
    </message>
    <message>
      <source>The bundle's {named} is not valid at '{value}' ({value1}); reinstall the bundle.</source>
      <translation>{named} des Bündels gilt nicht bei „{value}“ ({value1}); installieren Sie das Bündel neu.</translation>
    </message>
    <message>
      <source>The chin below the lower front teeth (genioplasty).</source>
      <translation>Das Kinn unter den unteren Frontzähnen (Genioplastik).</translation>
    </message>
    <message>
      <source>The clipboard holds another part; paste it by Edit, Paste edits or part.</source>
      <translation>Die Zwischenablage enthält einen anderen Teil; fügen Sie ihn über Bearbeiten, Bearbeitungen oder Teil einfügen ein.</translation>
    </message>
    <message>
      <source>The compared model {named} does not fit its own record ({value}); train it again with 'nasion train comparison'.</source>
      <translation>Das Vergleichsmodell {named} passt nicht zu seinem eigenen Protokoll ({value}); trainieren Sie es neu mit „nasion train comparison“.</translation>
    </message>
    <message>
      <source>The comparison has no region {named}; choose one of {value}.</source>
      <translation>Der Vergleich hat keine Region {named}; wählen Sie eine von {value}.</translation>
    </message>
    <message>
      <source>The copy leaves out:</source>
      <translation>Die Kopie lässt aus:</translation>
    </message>
    <message>
      <source>The expression's names are not known here; choose both sides.</source>
      <translation>Die Namen der Gesichtsausdrücke sind hier nicht bekannt; wählen Sie beide Seiten.</translation>
    </message>
    <message>
      <source>The face in {named} is overexposed; take it in less light.</source>
      <translation>Das Gesicht in {named} ist überbelichtet; nehmen Sie es bei weniger Licht auf.</translation>
    </message>
    <message>
      <source>The face in {named} is small; from 200 pixels on it is surer.</source>
      <translation>Das Gesicht in {named} ist klein; ab 200 Pixeln wird es sicherer.</translation>
    </message>
    <message>
      <source>The face in {named} is very dark; take it in more light.</source>
      <translation>Das Gesicht in {named} ist sehr dunkel; nehmen Sie es bei mehr Licht auf.</translation>
    </message>
    <message>
      <source>The face in {named} is {number} pixels high; take one of at least {number1}, better 200.</source>
      <translation>Das Gesicht in {named} ist {number} Pixel hoch; nehmen Sie eines von mindestens {number1}, besser 200.</translation>
    </message>
    <message>
      <source>The face is at rest</source>
      <translation>Das Gesicht ist in Ruhe</translation>
    </message>
    <message>
      <source>The face of the scan could not be matched with the template: choose a scan that shows the face from brow to chin.</source>
      <translation>Das Gesicht des Scans ließ sich nicht mit der Vorlage zur Deckung bringen: Wählen Sie einen Scan, der das Gesicht von den Brauen bis zum Kinn zeigt.</translation>
    </message>
    <message>
      <source>The face was edited, so the CT's bone does not fit beneath it; undo the edits, or treat the inferred skull.</source>
      <translation>Das Gesicht wurde bearbeitet, deshalb passt der Knochen des CT nicht darunter; machen Sie die Änderungen rückgängig oder behandeln Sie den geschätzten Schädel.</translation>
    </message>
    <message>
      <source>The face was found</source>
      <translation>Das Gesicht wurde gefunden</translation>
    </message>
    <message>
      <source>The face was lost in {named}: only {number} of it was found there. Leave the frame out, or check that the folder shows one person.</source>
      <translation>Das Gesicht ging in {named} verloren: Nur {number} davon wurde dort gefunden. Lassen Sie das Bild weg, oder prüfen Sie, ob der Ordner eine einzige Person zeigt.</translation>
    </message>
    <message>
      <source>The face was not found</source>
      <translation>Das Gesicht wurde nicht gefunden</translation>
    </message>
    <message>
      <source>The fit uses a simplified copy of the {value} triangles; the scan keeps them all.</source>
      <translation>Die Anpassung benutzt eine vereinfachte Kopie der {value} Dreiecke; der Scan behält alle.</translation>
    </message>
    <message>
      <source>The focal length is not known; a likely one was taken, and how far the features stand out depends on it.</source>
      <translation>Die Brennweite ist nicht bekannt; es wurde eine wahrscheinliche angenommen, und davon hängt ab, wie weit die Gesichtszüge vorstehen.</translation>
    </message>
    <message>
      <source>The four lower front teeth.</source>
      <translation>Die vier unteren Frontzähne.</translation>
    </message>
    <message>
      <source>The four upper front teeth.</source>
      <translation>Die vier oberen Frontzähne.</translation>
    </message>
    <message>
      <source>The gantry was tilted by {number} degrees; every slice was put where it lay.</source>
      <translation>Die Gantry war um {number} Grad gekippt; jede Schicht wurde dorthin gelegt, wo sie lag.</translation>
    </message>
    <message>
      <source>The graphics card cannot be used ({value}): Nasion draws on the processor, which is slower. An update of the graphics driver may help.</source>
      <translation>Die Grafikkarte lässt sich nicht benutzen ({value}): Nasion zeichnet mit dem Prozessor, was langsamer ist. Ein neuerer Grafiktreiber hilft vielleicht.</translation>
    </message>
    <message>
      <source>The head</source>
      <translation>Der Kopf</translation>
    </message>
    <message>
      <source>The head converges onto the scan</source>
      <translation>Der Kopf nähert sich dem Scan</translation>
    </message>
    <message>
      <source>The head is turned; its far side is likely only, and its colours are those of the near side.</source>
      <translation>Der Kopf ist gedreht; seine abgewandte Seite ist nur wahrscheinlich, und ihre Farben sind die der zugewandten Seite.</translation>
    </message>
    <message>
      <source>The history of edits, with the names of other people in it</source>
      <translation>Den Verlauf der Bearbeitungen mit den Namen anderer Personen darin</translation>
    </message>
    <message>
      <source>The inferred skull</source>
      <translation>Der erschlossene Schädel</translation>
    </message>
    <message>
      <source>The jaw turns about the condyles of the skull, with the skin weights of the jaw's edit. Drive it, or the shape jawOpen, not both.</source>
      <translation>Der Kiefer dreht sich um die Kondylen des Schädels, mit den Hautgewichten des bearbeiteten Kiefers. Bewegen Sie ihn oder die Form jawOpen, nicht beides.</translation>
    </message>
    <message>
      <source>The landmarks are {number} mm off any face; left and right are the person's own, not the viewer's.</source>
      <translation>Die Landmarken liegen {number} mm neben jedem Gesicht; links und rechts gelten von der Person aus, nicht vom Betrachter.</translation>
    </message>
    <message>
      <source>The landmarks do not look like a face; move those that are far off.</source>
      <translation>Die Landmarken sehen nicht nach einem Gesicht aus; bewegen Sie die, die weit danebenliegen.</translation>
    </message>
    <message>
      <source>The landmarks in {named} are unsure, as where something hides the face or it is out of focus; look at them, and move those that are off.</source>
      <translation>Die Landmarken in {named} sind unsicher, etwa weil etwas das Gesicht verdeckt oder es unscharf ist; sehen Sie sie an und verschieben Sie die falschen.</translation>
    </message>
    <message>
      <source>The landmarks lie beside the scan; set them on its surface.</source>
      <translation>Die Landmarken liegen neben dem Scan; setzen Sie sie auf seine Oberfläche.</translation>
    </message>
    <message>
      <source>The landmarks lie in one line; set others that span the face.</source>
      <translation>Die Landmarken liegen auf einer Linie; setzen Sie andere, die das Gesicht umspannen.</translation>
    </message>
    <message>
      <source>The language changes as soon as this is finished.</source>
      <translation>Die Sprache wechselt, sobald dies fertig ist.</translation>
    </message>
    <message>
      <source>The largest of all shortest distances between two surfaces.</source>
      <translation>Der größte aller kürzesten Abstände zweier Oberflächen.</translation>
    </message>
    <message>
      <source>The largest series has only {value} slices, too few for a volume: choose the folder with all slices of a CT or CBCT of the head.</source>
      <translation>Die größte Serie hat nur {value} Schichten, zu wenige für ein Volumen: Wählen Sie den Ordner mit allen Schichten eines CT oder DVT des Kopfes.</translation>
    </message>
    <message>
      <source>The lower jaw before a cut behind its last molar (sagittal split osteotomy).</source>
      <translation>Der Unterkiefer vor einem Schnitt hinter dem letzten Backenzahn (sagittale Spaltosteotomie).</translation>
    </message>
    <message>
      <source>The lower tooth {0} (FDI).</source>
      <translation>Der untere Zahn {0} (FDI).</translation>
    </message>
    <message>
      <source>The mandible could not be told from the cranium, because they touch or the CT ends above it: all bone is one piece.</source>
      <translation>Der Unterkiefer ließ sich nicht vom Oberschädel trennen, weil sie sich berühren oder das CT darüber endet: Aller Knochen ist ein Stück.</translation>
    </message>
    <message>
      <source>The measure {named} has no point {value}.</source>
      <translation>Die Messung {named} hat keinen Punkt {value}.</translation>
    </message>
    <message>
      <source>The measure {named} {value}.</source>
      <translation>Die Messung {named} {value}.</translation>
    </message>
    <message>
      <source>The memory is full</source>
      <translation>Der Speicher ist voll</translation>
    </message>
    <message>
      <source>The memory of {value} is full; close other programs that use it, or choose the CPU.</source>
      <translation>Der Speicher von {value} ist voll; schließen Sie andere Programme, die ihn benutzen, oder wählen Sie den Prozessor.</translation>
    </message>
    <message>
      <source>The meshes are of another person than the result; give that person's project with --project.</source>
      <translation>Die Netze sind von einer anderen Person als das Ergebnis; nennen Sie deren Projekt mit --project.</translation>
    </message>
    <message>
      <source>The meshes have the template's vertices and are fitted by them.</source>
      <translation>Die Netze haben die Eckpunkte der Vorlage und werden danach angepasst.</translation>
    </message>
    <message>
      <source>The model gave a distance that is not a number for this head; reset the codes, or reinstall the bundle.</source>
      <translation>Das Modell gab für diesen Kopf einen Abstand an, der keine Zahl ist; setzen Sie die Codes zurück, oder installieren Sie das Bündel neu.</translation>
    </message>
    <message>
      <source>The model's population</source>
      <translation>Die Population des Modells</translation>
    </message>
    <message>
      <source>The models are still loading…</source>
      <translation>Die Modelle werden noch geladen…</translation>
    </message>
    <message>
      <source>The networks for photographs in {named} are damaged; reinstall Nasion.</source>
      <translation>Die Netze für Fotos in {named} sind beschädigt; installieren Sie Nasion neu.</translation>
    </message>
    <message>
      <source>The networks for photographs in {named} belong to another model than {named1}; run `nasion train photo` for it.</source>
      <translation>Die Netze für Fotos in {named} gehören zu einem anderen Modell als {named1}; führen Sie `nasion train photo` dafür aus.</translation>
    </message>
    <message>
      <source>The networks for photographs in {named} cannot be read ({value}); reinstall Nasion.</source>
      <translation>Die Netze für Fotos in {named} lassen sich nicht lesen ({value}); installieren Sie Nasion neu.</translation>
    </message>
    <message>
      <source>The open face coloured by how far it stands out of the other</source>
      <translation>Das offene Gesicht, gefärbt danach, wie weit es aus dem anderen hervorsteht</translation>
    </message>
    <message>
      <source>The other face translucent over the open one</source>
      <translation>Das andere Gesicht durchscheinend über dem offenen</translation>
    </message>
    <message>
      <source>The outline encloses nothing; choose three points that lie apart.</source>
      <translation>Der Umriss schließt nichts ein; wählen Sie drei Punkte, die auseinanderliegen.</translation>
    </message>
    <message>
      <source>The paint has {value} vertices, but this face has {value1}; paint on a face of the same models.</source>
      <translation>Die Bemalung hat {value} Eckpunkte, dieses Gesicht aber {value1}; malen Sie auf einem Gesicht derselben Modelle.</translation>
    </message>
    <message>
      <source>The painted thickness belongs to other models; reset the brush first.</source>
      <translation>Die gemalte Dicke gehört zu anderen Modellen; setzen Sie erst den Pinsel zurück.</translation>
    </message>
    <message>
      <source>The performance</source>
      <translation>Die Aufnahme</translation>
    </message>
    <message>
      <source>The performance was fitted with other expressions than this person has; learn both persons from the same shapes.</source>
      <translation>Die Aufnahme wurde mit anderen Gesichtsausdrücken angepasst, als diese Person hat; lernen Sie beide Personen aus denselben Formen.</translation>
    </message>
    <message>
      <source>The photographs are not in this project.</source>
      <translation>Die Fotos sind nicht in diesem Projekt.</translation>
    </message>
    <message>
      <source>The photographs, their colours and what was marked in them</source>
      <translation>Die Fotos, ihre Farben und was in ihnen markiert wurde</translation>
    </message>
    <message>
      <source>The picture differs from {named} by {number} grey levels on average: that file was changed since. Nothing was written.</source>
      <translation>Das Bild weicht im Mittel um {number} Graustufen von {named} ab: Diese Datei wurde seither verändert. Nichts wurde geschrieben.</translation>
    </message>
    <message>
      <source>The picture in {named} cannot be decoded, because it is damaged or compressed in an unknown way: copy the series again, or export it uncompressed.</source>
      <translation>Das Bild in {named} lässt sich nicht entschlüsseln, weil es beschädigt oder auf unbekannte Art gepackt ist: Kopieren Sie die Serie noch einmal, oder exportieren Sie sie ungepackt.</translation>
    </message>
    <message>
      <source>The picture in {named} has another size than it says: copy the series from its source again.</source>
      <translation>Das Bild in {named} ist anders groß, als es sagt: Kopieren Sie die Serie noch einmal von ihrer Quelle.</translation>
    </message>
    <message>
      <source>The pose is not a face; choose another scan, project or photograph.</source>
      <translation>Die Pose ist kein Gesicht; wählen Sie einen anderen Scan, ein anderes Projekt oder ein anderes Foto.</translation>
    </message>
    <message>
      <source>The pose is uncertain; look at the result before you trust it.</source>
      <translation>Die Lage ist unsicher; sehen Sie das Ergebnis an, bevor Sie ihm trauen.</translation>
    </message>
    <message>
      <source>The poses of the visits were made with other models; fit their scans again.</source>
      <translation>Die Posen der Besuche wurden mit anderen Modellen erstellt; passen Sie ihre Scans neu an.</translation>
    </message>
    <message>
      <source>The poses were made with different models; fit their scans again.</source>
      <translation>Die Posen wurden mit verschiedenen Modellen erstellt; passen Sie ihre Scans neu an.</translation>
    </message>
    <message>
      <source>The project is open in another window ({other}); here it is read-only. Save it under another name to keep changes.</source>
      <translation>Das Projekt ist in einem anderen Fenster offen ({other}); hier ist es schreibgeschützt. Speichern Sie unter anderem Namen, um Änderungen zu behalten.</translation>
    </message>
    <message>
      <source>The project keeps skin and skull of its CT, not the slices, nor where they lie: names of folders often are those of patients. Choose the CT again; that it is the same one is checked by the skin.</source>
      <translation>Das Projekt behält Haut und Schädel seines CT, nicht die Schichten und nicht, wo sie liegen: Ordner heißen oft wie Patienten. Wählen Sie das CT erneut; ob es dasselbe ist, wird an der Haut geprüft.</translation>
    </message>
    <message>
      <source>The project was made with the models {named} in a version that is not installed; fit its scan again ('nasion fit OLD.nasion -o NEW.nasion'), or install that version of Nasion.</source>
      <translation>Das Projekt wurde mit den Modellen {named} in einer Version gemacht, die nicht installiert ist; passen Sie seinen Scan neu an („nasion fit ALT.nasion -o NEU.nasion“), oder installieren Sie jene Version von Nasion.</translation>
    </message>
    <message>
      <source>The project was not made from a scan; open a scan instead.</source>
      <translation>Das Projekt entstand nicht aus einem Scan; öffnen Sie stattdessen einen Scan.</translation>
    </message>
    <message>
      <source>The provenance asks for an unknown picture ({value}); it was changed.</source>
      <translation>Der Herkunftsnachweis verlangt ein unbekanntes Bild ({value}); er wurde verändert.</translation>
    </message>
    <message>
      <source>The provenance asks for something unknown ({value}); it was changed, or written by another Nasion.</source>
      <translation>Der Herkunftsnachweis verlangt etwas Unbekanntes ({value}); er wurde verändert oder von einem anderen Nasion geschrieben.</translation>
    </message>
    <message>
      <source>The real skull could not be matched with the template: the CT shows too little of the skull, or its bone was cut apart.</source>
      <translation>Der wirkliche Schädel ließ sich nicht mit der Vorlage zur Deckung bringen: Das CT zeigt zu wenig vom Schädel, oder der Knochen wurde zerschnitten.</translation>
    </message>
    <message>
      <source>The real skull is another one than was compared with; give that.</source>
      <translation>Der wirkliche Schädel ist ein anderer als der, mit dem verglichen wurde; nennen Sie jenen.</translation>
    </message>
    <message>
      <source>The real skull is not in the provenance; give the project with --project.</source>
      <translation>Der wirkliche Schädel steht nicht im Herkunftsnachweis; nennen Sie das Projekt mit --project.</translation>
    </message>
    <message>
      <source>The recording is not in the provenance; give it with --performance to play it again.</source>
      <translation>Die Aufnahme steht nicht im Herkunftsnachweis; nennen Sie sie mit --performance, um sie noch einmal abzuspielen.</translation>
    </message>
    <message>
      <source>The result differs in its last bits from {named}, which is not there to tell by how much; put it beside its provenance. Nothing was written.</source>
      <translation>Das Ergebnis unterscheidet sich in den letzten Bits von {named}, das nicht da ist, um zu sagen, um wie viel; legen Sie es neben seinen Herkunftsnachweis. Nichts wurde geschrieben.</translation>
    </message>
    <message>
      <source>The result is {number} mm away from {named}: that file was changed since, or this Nasion computes otherwise. Nothing was written.</source>
      <translation>Das Ergebnis liegt {number} mm neben {named}: Diese Datei wurde seither verändert, oder dieses Nasion rechnet anders. Nichts wurde geschrieben.</translation>
    </message>
    <message>
      <source>The result shows the error to expect everywhere, as colours.</source>
      <translation>Das Ergebnis zeigt überall den zu erwartenden Fehler, als Farben.</translation>
    </message>
    <message>
      <source>The result was made with the models {named}, hash {named1}, which are not installed; install the Nasion that made it.</source>
      <translation>Das Ergebnis wurde mit den Modellen {named}, Prüfsumme {named1}, gemacht, die nicht installiert sind; installieren Sie das Nasion, das es gemacht hat.</translation>
    </message>
    <message>
      <source>The scan</source>
      <translation>Der Scan</translation>
    </message>
    <message>
      <source>The scan has no texture coordinates; choose a textured one.</source>
      <translation>Der Scan hat keine Texturkoordinaten; wählen Sie einen mit Textur.</translation>
    </message>
    <message>
      <source>The scan has no triangle with an area: export it again as a surface.</source>
      <translation>Der Scan hat kein Dreieck mit einer Fläche: Exportieren Sie ihn noch einmal als Oberfläche.</translation>
    </message>
    <message>
      <source>The scan is not the one that the result was made of: its hash differs; give the project or scan from which it was exported.</source>
      <translation>Der Scan ist nicht der, aus dem das Ergebnis gemacht wurde: Seine Prüfsumme weicht ab; nennen Sie das Projekt oder den Scan, aus dem es exportiert wurde.</translation>
    </message>
    <message>
      <source>The scan is taken to be in {unit}.</source>
      <translation>Der Scan wird in {unit} angenommen.</translation>
    </message>
    <message>
      <source>The scan is too large to keep in {named} (over 2 GB); decimate it first.</source>
      <translation>Der Scan ist zu groß, um in {named} zu bleiben (über 2 GB); verringern Sie erst seine Dreiecke.</translation>
    </message>
    <message>
      <source>The scan is {0} across, which is no head in mm, cm or m: its scale is estimated from the shape of the face.</source>
      <translation>Der Scan misst {0}, was in mm, cm oder m kein Kopf ist: Sein Maßstab ist nach der Form des Gesichts geschätzt.</translation>
    </message>
    <message>
      <source>The scan is {number} across, which is no head in mm, cm or m: its scale is estimated from the shape of the face.</source>
      <translation>Der Scan ist {number} groß, was in mm, cm oder m kein Kopf ist: Sein Maßstab wird aus der Form des Gesichts geschätzt.</translation>
    </message>
    <message>
      <source>The scan itself, edited</source>
      <translation>Der Scan selbst, bearbeitet</translation>
    </message>
    <message>
      <source>The scan of the {value} teeth</source>
      <translation>Der Scan der {value} Zähne</translation>
    </message>
    <message>
      <source>The scan {name} is not in this project.</source>
      <translation>Der Scan {name} ist nicht in diesem Projekt.</translation>
    </message>
    <message>
      <source>The scan's picture</source>
      <translation>Das Bild des Scans</translation>
    </message>
    <message>
      <source>The scan's unit; choosing another fits the scan again</source>
      <translation>Die Einheit des Scans; eine andere zu wählen passt den Scan neu an</translation>
    </message>
    <message>
      <source>The series has only {value} slices that belong together, too few for a volume: choose the folder or series with all of them.</source>
      <translation>Die Serie hat nur {value} Schichten, die zusammengehören, zu wenige für ein Volumen: Wählen Sie den Ordner oder die Serie mit allen.</translation>
    </message>
    <message>
      <source>The series has {number} million voxels, more than fit into memory: export the head alone.</source>
      <translation>Die Serie hat {number} Millionen Voxel, mehr, als in den Speicher passen: Exportieren Sie den Kopf allein.</translation>
    </message>
    <message>
      <source>The series states a gantry tilt of {number} degrees, but its slices lie as with {number1} degrees, so where they belong is unknown: export it from the scanner again, or correct the tilt there.</source>
      <translation>Die Serie nennt eine Gantry-Kippung von {number} Grad, ihre Schichten liegen aber wie bei {number1} Grad; wohin sie gehören, ist also unbekannt: Exportieren Sie sie noch einmal vom Gerät, oder berichtigen Sie die Kippung dort.</translation>
    </message>
    <message>
      <source>The settings in {named} cannot be read ({value}); the defaults are used.</source>
      <translation>Die Einstellungen in {named} lassen sich nicht lesen ({value}); die Vorgaben werden benutzt.</translation>
    </message>
    <message>
      <source>The settings were damaged and start anew; the old file is kept as {value}.</source>
      <translation>Die Einstellungen waren beschädigt und beginnen neu; die alte Datei bleibt als {value} erhalten.</translation>
    </message>
    <message>
      <source>The shape '{named}' has {value} vertices, the template {value1}; register it to the template first.</source>
      <translation>Die Form „{named}“ hat {value} Eckpunkte, die Vorlage {value1}; bringen Sie sie erst mit der Vorlage zur Deckung.</translation>
    </message>
    <message>
      <source>The simulated skin is not a face; simulate again with a smaller move.</source>
      <translation>Die simulierte Haut ist kein Gesicht; simulieren Sie noch einmal mit einer kleineren Bewegung.</translation>
    </message>
    <message>
      <source>The size is a guess: no distance was known.</source>
      <translation>Die Größe ist geschätzt: Es war kein Abstand bekannt.</translation>
    </message>
    <message>
      <source>The skin hides the skull; X makes it translucent.</source>
      <translation>Die Haut verdeckt den Schädel; X macht sie durchscheinend.</translation>
    </message>
    <message>
      <source>The skull</source>
      <translation>Der Schädel</translation>
    </message>
    <message>
      <source>The skull has no landmark {named}; choose one of {value}.</source>
      <translation>Der Schädel hat keine Landmarke {named}; wählen Sie eine von {value}.</translation>
    </message>
    <message>
      <source>The skull is an estimate from the skin: it shows what is likely, not what is there. Where there is a CT, trust the CT.</source>
      <translation>Der Schädel ist eine Schätzung aus der Haut: Er zeigt, was wahrscheinlich ist, nicht, was da ist. Wo es ein CT gibt, trauen Sie dem CT.</translation>
    </message>
    <message>
      <source>The skull is inferred from the skin; its standard deviation is {mean:.1f} mm on average, {most:.1f} mm at most.</source>
      <translation>Der Schädel ist aus der Haut erschlossen; seine Standardabweichung beträgt im Mittel {mean:.1f} mm, höchstens {most:.1f} mm.</translation>
    </message>
    <message>
      <source>The skull model lacks {value}; install the bundle again.</source>
      <translation>Dem Schädelmodell fehlt {value}; installieren Sie das Bündel neu.</translation>
    </message>
    <message>
      <source>The skull of the CT</source>
      <translation>Der Schädel des CT</translation>
    </message>
    <message>
      <source>The skull of the CT begins at {value:.0f} HU now.</source>
      <translation>Der Schädel des CT beginnt jetzt bei {value:.0f} HU.</translation>
    </message>
    <message>
      <source>The slices are {number} mm apart, too far to know the shape between them: choose a series with at most {number1} mm.</source>
      <translation>Die Schichten liegen {number} mm auseinander, zu weit, um die Form dazwischen zu kennen: Wählen Sie eine Serie mit höchstens {number1} mm.</translation>
    </message>
    <message>
      <source>The slices are {number} to {number1} mm apart; they were resampled every {number2} mm by their positions.</source>
      <translation>Die Schichten liegen {number} bis {number1} mm auseinander; sie wurden nach ihren Orten alle {number2} mm neu abgetastet.</translation>
    </message>
    <message>
      <source>The slider changes it; double-click for no change.</source>
      <translation>Der Regler ändert sie; Doppelklick: keine Änderung.</translation>
    </message>
    <message>
      <source>The soft tissue found no rest under this treatment; move less at once, or choose the linear material.</source>
      <translation>Das Weichgewebe fand bei dieser Behandlung keine Ruhelage; bewegen Sie weniger auf einmal, oder wählen Sie das lineare Material.</translation>
    </message>
    <message>
      <source>The surface cannot be kept whole with {number} triangles; allow more of them.</source>
      <translation>Die Oberfläche bleibt mit {number} Dreiecken nicht ganz; erlauben Sie mehr.</translation>
    </message>
    <message>
      <source>The surface computed anew from the model. While you drag, the tracked surface stands for it: the same triangles, moved.</source>
      <translation>Die Oberfläche, neu aus dem Modell berechnet. Während Sie ziehen, steht die mitgeführte Oberfläche dafür: dieselben Dreiecke, bewegt.</translation>
    </message>
    <message>
      <source>The surface crosses itself, so no hole can be cut; leave the drain out.</source>
      <translation>Die Oberfläche durchdringt sich selbst, darum lässt sich kein Loch schneiden; lassen Sie den Abfluss weg.</translation>
    </message>
    <message>
      <source>The texture {named} cannot be read; choose another.</source>
      <translation>Die Textur {named} kann nicht gelesen werden; wählen Sie eine andere.</translation>
    </message>
    <message>
      <source>The thumbnail</source>
      <translation>Das Vorschaubild</translation>
    </message>
    <message>
      <source>The tissue is not held by bone, so its place is not known; check that the skull lies beneath the skin.</source>
      <translation>Das Gewebe wird von keinem Knochen gehalten, sein Ort ist also unbekannt; prüfen Sie, ob der Schädel unter der Haut liegt.</translation>
    </message>
    <message>
      <source>The training population {named} is missing; name its folder with --data.</source>
      <translation>Die Trainingspopulation {named} fehlt; nennen Sie ihren Ordner mit --data.</translation>
    </message>
    <message>
      <source>The treatment has changed since it was simulated; simulate it again.</source>
      <translation>Die Behandlung wurde seit der Simulation geändert; simulieren Sie noch einmal.</translation>
    </message>
    <message>
      <source>The triangles of the scan face inwards: left and right may be swapped. Compare with something known, such as a parting or a mole; --mirror swaps them.</source>
      <translation>Die Dreiecke des Scans zeigen nach innen: Links und rechts sind vielleicht vertauscht. Vergleichen Sie mit etwas Bekanntem, etwa einem Scheitel oder Muttermal; --mirror tauscht sie.</translation>
    </message>
    <message>
      <source>The two points lie on pieces that are not joined; choose points on one piece.</source>
      <translation>Die beiden Punkte liegen auf Stücken, die nicht zusammenhängen; wählen Sie Punkte auf einem Stück.</translation>
    </message>
    <message>
      <source>The type {named} is missing from the program; install it again.</source>
      <translation>Dem Programm fehlt die Schrift {named}; installieren Sie es neu.</translation>
    </message>
    <message>
      <source>The unit is taken to be {0}, which makes the scan {1} mm across.</source>
      <translation>Die Einheit wird als {0} angenommen; damit misst der Scan {1} mm.</translation>
    </message>
    <message>
      <source>The unit is taken to be {value}, which makes the scan {number} mm across.</source>
      <translation>Als Einheit wird {value} angenommen, womit der Scan {number} mm groß ist.</translation>
    </message>
    <message>
      <source>The unsaved work on {value} was taken by another window; look there.</source>
      <translation>Die ungesicherte Arbeit an {value} hat ein anderes Fenster übernommen; sehen Sie dort nach.</translation>
    </message>
    <message>
      <source>The upper jaw below a level cut above its teeth (Le Fort I osteotomy).</source>
      <translation>Der Oberkiefer unter einem waagrechten Schnitt über seinen Zähnen (Le-Fort-I-Osteotomie).</translation>
    </message>
    <message>
      <source>The upper tooth {0} (FDI).</source>
      <translation>Der obere Zahn {0} (FDI).</translation>
    </message>
    <message>
      <source>The values are not those of a CT of a head in Hounsfield units (air at -1000, water at 0): it may be an MR, a label map or a rescaled volume; export the CT itself.</source>
      <translation>Die Werte sind nicht die eines CT des Kopfes in Hounsfield-Einheiten (Luft bei -1000, Wasser bei 0): Es ist vielleicht ein MRT, eine Labelkarte oder ein umgerechnetes Volumen; exportieren Sie das CT selbst.</translation>
    </message>
    <message>
      <source>The video could not be encoded; save an animated WebP instead.</source>
      <translation>Das Video ließ sich nicht kodieren; sichern Sie stattdessen ein bewegtes WebP.</translation>
    </message>
    <message>
      <source>The view</source>
      <translation>Die Ansicht</translation>
    </message>
    <message>
      <source>The view draws nothing here; run 'nasion doctor' to see what is missing.</source>
      <translation>Die Ansicht zeichnet hier nichts; „nasion doctor“ sagt, was fehlt.</translation>
    </message>
    <message>
      <source>The visit of {value} has a pose twice; remove one first.</source>
      <translation>Der Besuch vom {value} hat eine Pose doppelt; entfernen Sie zuerst eine.</translation>
    </message>
    <message>
      <source>The visits of a facial palsy</source>
      <translation>Die Besuche einer Fazialisparese</translation>
    </message>
    <message>
      <source>The volume</source>
      <translation>Das Volumen</translation>
    </message>
    <message>
      <source>The volume is large; its voxels were averaged to {number} mm.</source>
      <translation>Das Volumen ist groß; seine Voxel wurden auf {number} mm gemittelt.</translation>
    </message>
    <message>
      <source>The volume shows no bone: choose the series that shows the skull.</source>
      <translation>Das Volumen zeigt keinen Knochen: Wählen Sie die Serie, die den Schädel zeigt.</translation>
    </message>
    <message>
      <source>The volume shows no skin: choose the series that shows the head.</source>
      <translation>Das Volumen zeigt keine Haut: Wählen Sie die Serie, die den Kopf zeigt.</translation>
    </message>
    <message>
      <source>The weak side is left or right.</source>
      <translation>Die schwache Seite ist links oder rechts.</translation>
    </message>
    <message>
      <source>The weight of {named}</source>
      <translation>Das Gewicht von {named}</translation>
    </message>
    <message>
      <source>The window did not come to rest; try again on a quieter machine.</source>
      <translation>Das Fenster kam nicht zur Ruhe; versuchen Sie es auf einem weniger beschäftigten Rechner noch einmal.</translation>
    </message>
    <message>
      <source>The window is made anew; a comparison or a performance ends.</source>
      <translation>Das Fenster wird neu aufgebaut; ein Vergleich oder eine Aufnahme endet.</translation>
    </message>
    <message>
      <source>The work was cancelled; nothing was changed.</source>
      <translation>Die Arbeit wurde abgebrochen; nichts wurde verändert.</translation>
    </message>
    <message>
      <source>There are no norms for '{value}': choose female or male.</source>
      <translation>Es gibt keine Normen für „{value}“: Wählen Sie female (weiblich) oder male (männlich).</translation>
    </message>
    <message>
      <source>There are no pairs in {named}: add some by 'nasion cohort add CASE.nasion {named}'.</source>
      <translation>In {named} sind keine Paare: Fügen Sie welche hinzu mit „nasion cohort add CASE.nasion {named}“.</translation>
    </message>
    <message>
      <source>There are {value} visits at most; remove one first.</source>
      <translation>Es gibt höchstens {value} Besuche; entfernen Sie zuerst einen.</translation>
    </message>
    <message>
      <source>There is a measure {named} already; choose another name.</source>
      <translation>Eine Messung {named} gibt es schon; wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
      <source>There is a preset {named} already; choose another name.</source>
      <translation>Eine Vorlage {named} gibt es schon; wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
      <source>There is known bone in {value} places already; remove some.</source>
      <translation>Bekannter Knochen ist schon an {value} Stellen angegeben; entfernen Sie einige.</translation>
    </message>
    <message>
      <source>There is metal ({number} mm3): its streaks were damped, teeth near it are uncertain.</source>
      <translation>Da ist Metall ({number} mm3): Seine Streifen wurden gedämpft, Zähne in der Nähe sind unsicher.</translation>
    </message>
    <message>
      <source>There is no CT series to read ({value}): choose the folder with the slices of a CT or CBCT of the head.</source>
      <translation>Es gibt keine CT-Serie zu lesen ({value}): Wählen Sie den Ordner mit den Schichten eines CT oder DVT des Kopfes.</translation>
    </message>
    <message>
      <source>There is no bone control {named}; choose one of {value}.</source>
      <translation>Es gibt keine Knochenbewegung {named}; wählen Sie eine von {value}.</translation>
    </message>
    <message>
      <source>There is no day {named}; write year, month and day, such as 2026-03-01.</source>
      <translation>Den Tag {named} gibt es nicht; schreiben Sie Jahr, Monat und Tag, etwa 2026-03-01.</translation>
    </message>
    <message>
      <source>There is no expression {named}; choose one such as {value}.</source>
      <translation>Es gibt keinen Gesichtsausdruck {named}; wählen Sie einen wie {value}.</translation>
    </message>
    <message>
      <source>There is no file or folder {named}: check its name.</source>
      <translation>Es gibt keine Datei und keinen Ordner {named}: Prüfen Sie den Namen.</translation>
    </message>
    <message>
      <source>There is no file {named}: check its name and folder.</source>
      <translation>Es gibt keine Datei {named}: Prüfen Sie Namen und Ordner.</translation>
    </message>
    <message>
      <source>There is no file {named}; check its name and folder.</source>
      <translation>Es gibt keine Datei {named}; prüfen Sie Namen und Ordner.</translation>
    </message>
    <message>
      <source>There is no folder {named}: create it or choose another one.</source>
      <translation>Es gibt keinen Ordner {named}: Legen Sie ihn an, oder wählen Sie einen anderen.</translation>
    </message>
    <message>
      <source>There is no folder {named}; check its name.</source>
      <translation>Es gibt keinen Ordner {named}; prüfen Sie den Namen.</translation>
    </message>
    <message>
      <source>There is no landmark {named}; the usual ones are {value}.</source>
      <translation>Es gibt keine Landmarke {named}; üblich sind {value}.</translation>
    </message>
    <message>
      <source>There is no material {named}; choose one of {value}.</source>
      <translation>Es gibt kein Material {named}; wählen Sie eines von {value}.</translation>
    </message>
    <message>
      <source>There is no measure '{named}': choose one such as {value}.</source>
      <translation>Es gibt kein Maß „{named}“: Wählen Sie eines wie {value}.</translation>
    </message>
    <message>
      <source>There is no measure {named}; choose one of the list.</source>
      <translation>Es gibt kein Maß {named}; wählen Sie eines aus der Liste.</translation>
    </message>
    <message>
      <source>There is no mesh of {value} tetrahedra; choose one of {value1}.</source>
      <translation>Es gibt kein Netz aus {value} Tetraedern; wählen Sie eines von {value1}.</translation>
    </message>
    <message>
      <source>There is no model bundle in {named}; reinstall Nasion or name another.</source>
      <translation>In {named} ist kein Modellbündel; installieren Sie Nasion neu, oder nennen Sie ein anderes.</translation>
    </message>
    <message>
      <source>There is no part of a face to paste; copy one by the button beside its name first.</source>
      <translation>Es gibt keinen Teil eines Gesichts zum Einfügen; kopieren Sie erst einen mit dem Knopf neben seinem Namen.</translation>
    </message>
    <message>
      <source>There is no part {named}; choose one of {value}.</source>
      <translation>Es gibt keinen Teil {named}; wählen Sie einen von {value}.</translation>
    </message>
    <message>
      <source>There is no performance to export; open one first.</source>
      <translation>Es gibt keine Aufnahme zum Exportieren; öffnen Sie erst eine.</translation>
    </message>
    <message>
      <source>There is no photograph to fit; add one.</source>
      <translation>Es gibt kein Foto zum Anpassen; fügen Sie eines hinzu.</translation>
    </message>
    <message>
      <source>There is no photograph to look at; open one first.</source>
      <translation>Es gibt kein Foto zum Ansehen; öffnen Sie zuerst eines.</translation>
    </message>
    <message>
      <source>There is no pose {named}; choose one of {value}.</source>
      <translation>Die Pose {named} gibt es nicht; wählen Sie eine von {value}.</translation>
    </message>
    <message>
      <source>There is no pose {value} of {value1}.</source>
      <translation>Es gibt keine Pose {value} vom {value1}.</translation>
    </message>
    <message>
      <source>There is no preset {named}; choose one of {value}, or give a .json file.</source>
      <translation>Es gibt keine Vorlage {named}; wählen Sie eine von {value}, oder nennen Sie eine .json-Datei.</translation>
    </message>
    <message>
      <source>There is no region {named}; choose one of {value}.</source>
      <translation>Es gibt keine Region {named}; wählen Sie eine von {value}.</translation>
    </message>
    <message>
      <source>There is no scan; name its file.</source>
      <translation>Es gibt keinen Scan; nennen Sie seine Datei.</translation>
    </message>
    <message>
      <source>There is no segment {named}; choose one of {value} or a tooth such as tooth_11.</source>
      <translation>Es gibt kein Segment {named}; wählen Sie eines von {value} oder einen Zahn wie tooth_11.</translation>
    </message>
    <message>
      <source>There is no series {value}: choose 1 to {value1}.</source>
      <translation>Es gibt keine Serie {value}: Wählen Sie 1 bis {value1}.</translation>
    </message>
    <message>
      <source>There is no side {named}; choose left or right.</source>
      <translation>Es gibt keine Seite {named}; wählen Sie left (links) oder right (rechts).</translation>
    </message>
    <message>
      <source>There is no skin straight over {value}; give its place instead.</source>
      <translation>Genau über {value} ist keine Haut; geben Sie stattdessen den Ort an.</translation>
    </message>
    <message>
      <source>There is no such folder.</source>
      <translation>Diesen Ordner gibt es nicht.</translation>
    </message>
    <message>
      <source>There is no surface to print; choose another part.</source>
      <translation>Es gibt keine Oberfläche zum Drucken; wählen Sie einen anderen Teil.</translation>
    </message>
    <message>
      <source>There is no thickness region '{named}'; choose one of: {value}.</source>
      <translation>Es gibt keine Dickenregion „{named}“; wählen Sie eine von: {value}.</translation>
    </message>
    <message>
      <source>There is no treatment {named}; choose one of {value}.</source>
      <translation>Es gibt keine Behandlung {named}; wählen Sie eine von {value}.</translation>
    </message>
    <message>
      <source>There is no visit of {value}.</source>
      <translation>Es gibt keinen Besuch vom {value}.</translation>
    </message>
    <message>
      <source>There is nothing to draw; give a head with skin or skull.</source>
      <translation>Es gibt nichts zu zeichnen; geben Sie einen Kopf mit Haut oder Schädel.</translation>
    </message>
    <message>
      <source>There is nothing to keep: this face is as it was fitted; edit it first.</source>
      <translation>Es gibt nichts zu behalten: Dieses Gesicht ist so, wie es angepasst wurde; bearbeiten Sie es erst.</translation>
    </message>
    <message>
      <source>There is nothing to leave out.</source>
      <translation>Es gibt nichts auszulassen.</translation>
    </message>
    <message>
      <source>There is room for {count} photographs; remove one first.</source>
      <translation>Es ist Platz für {count} Fotos; entfernen Sie zuerst eines.</translation>
    </message>
    <message>
      <source>These models cannot move {named}; reset it, or choose models that can.</source>
      <translation>Diese Modelle können {named} nicht bewegen; setzen Sie es zurück, oder wählen Sie Modelle, die es können.</translation>
    </message>
    <message>
      <source>These models cannot move {value}; choose models that can.</source>
      <translation>Diese Modelle können {value} nicht bewegen; wählen Sie Modelle, die es können.</translation>
    </message>
    <message>
      <source>These models have no expressions to play; choose models that do.</source>
      <translation>Diese Modelle haben keine Gesichtsausdrücke zum Abspielen; wählen Sie Modelle mit solchen.</translation>
    </message>
    <message>
      <source>These models have no expressions; choose models that do.</source>
      <translation>Diese Modelle haben keine Gesichtsausdrücke; wählen Sie Modelle mit solchen.</translation>
    </message>
    <message>
      <source>These models know no condyles; choose models that do.</source>
      <translation>Diese Modelle kennen keine Kiefergelenkköpfe; wählen Sie Modelle, die sie kennen.</translation>
    </message>
    <message>
      <source>These models know no joints of the skull; export without a skeleton.</source>
      <translation>Diese Modelle kennen keine Gelenke des Schädels; exportieren Sie ohne Skelett.</translation>
    </message>
    <message>
      <source>These models know no pattern of body mass; reset the build, or choose models that do.</source>
      <translation>Diese Modelle kennen kein Muster der Körpermasse; setzen Sie den Körperbau zurück, oder wählen Sie Modelle, die es kennen.</translation>
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
      <source>Thickens the tissue by the amount, once a stroke; with Shift it thins it</source>
      <translation>Verdickt das Gewebe um den Betrag, einmal je Strich; mit der Umschalttaste wird es dünner</translation>
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
      <source>Thirds</source>
      <translation>Drittel</translation>
    </message>
    <message>
      <source>This blend names no part; choose at least one.</source>
      <translation>Diese Mischung nennt keinen Teil; wählen Sie mindestens einen.</translation>
    </message>
    <message>
      <source>This face has no CT. Slices are there once a CT or CBCT is imported.</source>
      <translation>Dieses Gesicht hat kein CT. Schichten gibt es, sobald ein CT oder DVT importiert ist.</translation>
    </message>
    <message>
      <source>This face has no CT: import one first.</source>
      <translation>Dieses Gesicht hat kein CT: importieren Sie zuerst eines.</translation>
    </message>
    <message>
      <source>This face has {value} expression weights, but the models know {value1} shapes; choose the models that it was made with.</source>
      <translation>Dieses Gesicht hat {value} Gewichte für Gesichtsausdrücke, die Modelle kennen aber {value1} Formen; wählen Sie die Modelle, mit denen es gemacht wurde.</translation>
    </message>
    <message>
      <source>This file cannot be used</source>
      <translation>Diese Datei lässt sich nicht verwenden</translation>
    </message>
    <message>
      <source>This head does not come from a photograph. Open one to get a head from it.</source>
      <translation>Dieser Kopf stammt nicht von einem Foto. Öffnen Sie eines, um daraus einen Kopf zu erhalten.</translation>
    </message>
    <message>
      <source>This head has no CT; import one with File, Import CT.</source>
      <translation>Dieser Kopf hat kein CT; importieren Sie eines mit Datei, CT importieren.</translation>
    </message>
    <message>
      <source>This head has no scan whose frame the teeth could lie in.</source>
      <translation>Dieser Kopf hat keinen Scan, in dessen Koordinatensystem die Zähne liegen könnten.</translation>
    </message>
    <message>
      <source>This head was not made from a scan; compare it with a file.</source>
      <translation>Dieser Kopf entstand nicht aus einem Scan; vergleichen Sie ihn mit einer Datei.</translation>
    </message>
    <message>
      <source>This head was not made from a scan; export it in the frame 'head'.</source>
      <translation>Dieser Kopf entstand nicht aus einem Scan; exportieren Sie ihn im Koordinatensystem „head“.</translation>
    </message>
    <message>
      <source>This photograph</source>
      <translation>Dieses Foto</translation>
    </message>
    <message>
      <source>This result is the person's own scan, which is not in its provenance; give the project with --project.</source>
      <translation>Dieses Ergebnis ist der eigene Scan der Person, der nicht in seinem Herkunftsnachweis steht; nennen Sie das Projekt mit --project.</translation>
    </message>
    <message>
      <source>This scan has no texture coordinates; draw it without its picture.</source>
      <translation>Dieser Scan hat keine Texturkoordinaten; zeichnen Sie ihn ohne sein Bild.</translation>
    </message>
    <message>
      <source>This skull was not inferred from a skin; infer it again to ask this.</source>
      <translation>Dieser Schädel wurde nicht aus einer Haut geschätzt; schätzen Sie ihn neu, um das zu fragen.</translation>
    </message>
    <message>
      <source>This text holds no edit of Nasion ({value}); copy one, or choose a preset.</source>
      <translation>Dieser Text enthält keine Bearbeitung von Nasion ({value}); kopieren Sie eine, oder wählen Sie eine Vorlage.</translation>
    </message>
    <message>
      <source>Three times as large</source>
      <translation>Dreimal so groß</translation>
    </message>
    <message>
      <source>Three-quarter</source>
      <translation>Dreiviertel</translation>
    </message>
    <message>
      <source>Three-quarter, right</source>
      <translation>Dreiviertel, rechts</translation>
    </message>
    <message>
      <source>Tilt, left side up</source>
      <translation>Kippen, links hoch</translation>
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
      <source>Timing edits</source>
      <translation>Bearbeitungen werden gestoppt</translation>
    </message>
    <message>
      <source>Tint bone</source>
      <translation>Knochen färben</translation>
    </message>
    <message>
      <source>Tip back</source>
      <translation>Nach hinten kippen</translation>
    </message>
    <message>
      <source>Tip forward</source>
      <translation>Nach vorn kippen</translation>
    </message>
    <message>
      <source>Tip of the lower jaw's coronoid process.</source>
      <translation>Spitze des Processus coronoideus des Unterkiefers.</translation>
    </message>
    <message>
      <source>Tip of the nose</source>
      <translation>Nasenspitze</translation>
    </message>
    <message>
      <source>Tired</source>
      <translation>Müde</translation>
    </message>
    <message>
      <source>Tissue thickness</source>
      <translation>Weichteildicke</translation>
    </message>
    <message>
      <source>Titles of known bone</source>
      <translation>Titel bekannten Knochens</translation>
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
      <source>Too little of the face is there to lay both onto each other.</source>
      <translation>Vom Gesicht ist zu wenig da, um beide aufeinanderzulegen.</translation>
    </message>
    <message>
      <source>Too many open files</source>
      <translation>Zu viele offene Dateien</translation>
    </message>
    <message>
      <source>Tools</source>
      <translation>Werkzeuge</translation>
    </message>
    <message>
      <source>Tooth {0}</source>
      <translation>Zahn {0}</translation>
    </message>
    <message>
      <source>Top</source>
      <translation>Oben</translation>
    </message>
    <message>
      <source>Tracking frame {value} of {value1}</source>
      <translation>Bild {value} von {value1} wird verfolgt</translation>
    </message>
    <message>
      <source>Tragion</source>
      <translation>Tragion</translation>
    </message>
    <message>
      <source>Transferring the performance</source>
      <translation>Aufnahme wird übertragen</translation>
    </message>
    <message>
      <source>Transport endpoint is not connected</source>
      <translation>Das Laufwerk ist nicht mehr verbunden</translation>
    </message>
    <message>
      <source>Treatment</source>
      <translation>Behandlung</translation>
    </message>
    <message>
      <source>Treatment, {0}</source>
      <translation>Behandlung, {0}</translation>
    </message>
    <message>
      <source>Triangles</source>
      <translation>Dreiecke</translation>
    </message>
    <message>
      <source>Trying other stiffness of tissue</source>
      <translation>Andere Gewebesteifigkeit wird versucht</translation>
    </message>
    <message>
      <source>Turn down</source>
      <translation>Nach unten drehen</translation>
    </message>
    <message>
      <source>Turn left</source>
      <translation>Nach links drehen</translation>
    </message>
    <message>
      <source>Turn right</source>
      <translation>Nach rechts drehen</translation>
    </message>
    <message>
      <source>Turn round</source>
      <translation>Drehen lassen</translation>
    </message>
    <message>
      <source>Turn the cut round</source>
      <translation>Schnitt umdrehen</translation>
    </message>
    <message>
      <source>Turn the head steadily</source>
      <translation>Kopf stetig drehen</translation>
    </message>
    <message>
      <source>Turn the head steadily, as on a turntable</source>
      <translation>Kopf stetig drehen, wie auf einem Drehteller</translation>
    </message>
    <message>
      <source>Turn to the left</source>
      <translation>Nach links drehen</translation>
    </message>
    <message>
      <source>Turn to the right</source>
      <translation>Nach rechts drehen</translation>
    </message>
    <message>
      <source>Turn up</source>
      <translation>Nach oben drehen</translation>
    </message>
    <message>
      <source>Turning the head</source>
      <translation>Kopf wird gedreht</translation>
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
      <source>Twice as large</source>
      <translation>Doppelt so groß</translation>
    </message>
    <message>
      <source>Two visits are of one day; put their poses into one visit.</source>
      <translation>Zwei Besuche sind vom selben Tag; legen Sie ihre Posen in einen Besuch.</translation>
    </message>
    <message>
      <source>Uncertainty of the skull</source>
      <translation>Unsicherheit des Schädels</translation>
    </message>
    <message>
      <source>Under 2 mm</source>
      <translation>Unter 2 mm</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
    <message>
      <source>Undo move</source>
      <translation>Bewegung zurück</translation>
    </message>
    <message>
      <source>Undo stroke</source>
      <translation>Strich zurücknehmen</translation>
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
      <source>Unit of the scan</source>
      <translation>Einheit des Scans</translation>
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
      <source>Unnamed work</source>
      <translation>Arbeit ohne Namen</translation>
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
      <source>Up</source>
      <translation>Nach oben</translation>
    </message>
    <message>
      <source>Upper edge of the red of the upper lip in the midline.</source>
      <translation>Oberrand des Oberlippenrots in der Mittellinie.</translation>
    </message>
    <message>
      <source>Upper face depth</source>
      <translation>Obergesichtstiefe</translation>
    </message>
    <message>
      <source>Upper face height</source>
      <translation>Obere Gesichtshöhe</translation>
    </message>
    <message>
      <source>Upper face height (N-ANS)</source>
      <translation>Obere Gesichtshöhe (N-ANS)</translation>
    </message>
    <message>
      <source>Upper incisal edge</source>
      <translation>Obere Schneidekante</translation>
    </message>
    <message>
      <source>Upper incisors</source>
      <translation>Obere Schneidezähne</translation>
    </message>
    <message>
      <source>Upper lid moves down</source>
      <translation>Oberlid senkt sich</translation>
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
      <source>Upper lip to E-line</source>
      <translation>Oberlippe zur E-Linie</translation>
    </message>
    <message>
      <source>Upper lip to subnasale-pogonion</source>
      <translation>Oberlippe zu Subnasale-Pogonion</translation>
    </message>
    <message>
      <source>Upper rim of the bony ear canal.</source>
      <translation>Oberrand des knöchernen Gehörgangs.</translation>
    </message>
    <message>
      <source>Upper teeth</source>
      <translation>Obere Zähne</translation>
    </message>
    <message>
      <source>Upper third</source>
      <translation>Oberes Drittel</translation>
    </message>
    <message>
      <source>Upper vermilion height</source>
      <translation>Oberes Lippenrot</translation>
    </message>
    <message>
      <source>Upside down</source>
      <translation>Kopfüber</translation>
    </message>
    <message>
      <source>Usual treatment</source>
      <translation>Übliche Behandlung</translation>
    </message>
    <message>
      <source>Usual, 60 000 tetrahedra</source>
      <translation>Üblich, 60 000 Tetraeder</translation>
    </message>
    <message>
      <source>Value</source>
      <translation>Wert</translation>
    </message>
    <message>
      <source>Variation of {value}</source>
      <translation>Variante von {value}</translation>
    </message>
    <message>
      <source>Variations</source>
      <translation>Varianten</translation>
    </message>
    <message>
      <source>Vary</source>
      <translation>Variieren</translation>
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
      <source>Video (Ogg Theora)</source>
      <translation>Video (Ogg Theora)</translation>
    </message>
    <message>
      <source>View</source>
      <translation>Ansicht</translation>
    </message>
    <message>
      <source>Visit</source>
      <translation>Besuch</translation>
    </message>
    <message>
      <source>Visit of</source>
      <translation>Besuch vom</translation>
    </message>
    <message>
      <source>Visits</source>
      <translation>Besuche</translation>
    </message>
    <message>
      <source>Volume of the edits</source>
      <translation>Volumen der Bearbeitung</translation>
    </message>
    <message>
      <source>Volume that was added less what was taken away, cm³</source>
      <translation>Hinzugekommenes abzüglich weggenommenes Volumen, cm³</translation>
    </message>
    <message>
      <source>Wait and close</source>
      <translation>Warten und schließen</translation>
    </message>
    <message>
      <source>Wait for it, or stop it? Files are written whole or not at all.</source>
      <translation>Darauf warten oder abbrechen? Dateien werden ganz oder gar nicht geschrieben.</translation>
    </message>
    <message>
      <source>Walk past the parts of the window</source>
      <translation>An den Teilen des Fensters vorbeigehen</translation>
    </message>
    <message>
      <source>Wall</source>
      <translation>Wand</translation>
    </message>
    <message>
      <source>Watertight</source>
      <translation>Wasserdicht</translation>
    </message>
    <message>
      <source>Weak side</source>
      <translation>Schwache Seite</translation>
    </message>
    <message>
      <source>Weak side of the face</source>
      <translation>Schwache Seite des Gesichts</translation>
    </message>
    <message>
      <source>Weak side: {side}. Colours: the face against its own mirror image; red stands out. Excursions are those of a pose against the neutral face of the same visit, after both were laid onto each other by what holds still.</source>
      <translation>Schwache Seite: {side}. Farben: das Gesicht gegen sein eigenes Spiegelbild; Rot steht vor. Auslenkungen sind die einer Pose gegen das neutrale Gesicht desselben Besuchs, nachdem beide an dem, was stillhält, aufeinandergelegt wurden.</translation>
    </message>
    <message>
      <source>Weak side: {value}</source>
      <translation>Schwache Seite: {value}</translation>
    </message>
    <message>
      <source>Weaker</source>
      <translation>Schwächer</translation>
    </message>
    <message>
      <source>Weaker brow as a share of the stronger one</source>
      <translation>Schwächere Braue als Anteil der stärkeren</translation>
    </message>
    <message>
      <source>Weaker corner of the mouth as a share of the stronger one</source>
      <translation>Schwächerer Mundwinkel als Anteil des stärkeren</translation>
    </message>
    <message>
      <source>What</source>
      <translation>Was</translation>
    </message>
    <message>
      <source>What is a guess</source>
      <translation>Was geschätzt ist</translation>
    </message>
    <message>
      <source>What is not measured, and why</source>
      <translation>Was nicht gemessen ist, und warum</translation>
    </message>
    <message>
      <source>What it is not</source>
      <translation>Was es nicht ist</translation>
    </message>
    <message>
      <source>What of the scan the model cannot express, such as pores and wrinkles; it is kept and moves along with edits.</source>
      <translation>Was vom Scan das Modell nicht ausdrücken kann, etwa Poren und Falten; es bleibt und bewegt sich mit den Bearbeitungen.</translation>
    </message>
    <message>
      <source>What one stroke lays in its middle, however often it passes</source>
      <translation>Was ein Strich in seiner Mitte aufträgt, wie oft er auch darüberfährt</translation>
    </message>
    <message>
      <source>What varies</source>
      <translation>Was variiert</translation>
    </message>
    <message>
      <source>Wheel or arrow keys: next slice. Left button: crosshair. Right button: window (across) and level (up). Double click: this slice alone, or all again.</source>
      <translation>Mausrad oder Pfeiltasten: nächste Schicht. Linke Taste: Fadenkreuz. Rechte Taste: Fensterbreite (quer) und Fenstermitte (hoch). Doppelklick: diese Schicht allein oder wieder alle.</translation>
    </message>
    <message>
      <source>Where is {name}?</source>
      <translation>Wo ist {name}?</translation>
    </message>
    <message>
      <source>Where the bone point beneath each point of the skin lies, from the ear opening forward</source>
      <translation>Wo der Knochenpunkt unter jedem Hautpunkt liegt, von der Ohröffnung nach vorn</translation>
    </message>
    <message>
      <source>Where the closed lips meet in the midline.</source>
      <translation>Wo sich die geschlossenen Lippen in der Mittellinie treffen.</translation>
    </message>
    <message>
      <source>Where the partition of the nose meets the upper lip.</source>
      <translation>Wo die Nasenscheidewand auf die Oberlippe trifft.</translation>
    </message>
    <message>
      <source>Where the scan lay</source>
      <translation>Wo der Scan lag</translation>
    </message>
    <message>
      <source>Where the scan lay, and how and when it was fitted</source>
      <translation>Wo der Scan lag und wie und wann er angepasst wurde</translation>
    </message>
    <message>
      <source>Where the skull is known well and where it is not: one standard deviation is {mean:.1f} mm on average and {most:.1f} mm at most. In about two of three people the bone lies within one deviation of what is shown.</source>
      <translation>Wo der Schädel gut bekannt ist und wo nicht: Eine Standardabweichung beträgt im Mittel {mean:.1f} mm und höchstens {most:.1f} mm. Bei etwa zwei von drei Menschen liegt der Knochen innerhalb einer Abweichung vom Gezeigten.</translation>
    </message>
    <message>
      <source>Where this comes from</source>
      <translation>Woher dies stammt</translation>
    </message>
    <message>
      <source>White: the landmarks of the photograph; coloured: the head's</source>
      <translation>Weiß: die Landmarken des Fotos; farbig: die des Kopfes</translation>
    </message>
    <message>
      <source>Whole face</source>
      <translation>Ganzes Gesicht</translation>
    </message>
    <message>
      <source>Whole head</source>
      <translation>Ganzer Kopf</translation>
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
      <source>Will be deleted when you close this window.</source>
      <translation>Wird gelöscht, wenn Sie dieses Fenster schließen.</translation>
    </message>
    <message>
      <source>Window</source>
      <translation>Fensterbreite</translation>
    </message>
    <message>
      <source>Wipe</source>
      <translation>Wischen</translation>
    </message>
    <message>
      <source>Wipe between the face with and without the treatment</source>
      <translation>Zwischen dem Gesicht mit und ohne Behandlung wischen</translation>
    </message>
    <message>
      <source>Wires</source>
      <translation>Drahtgitter</translation>
    </message>
    <message>
      <source>With the colours of the skin, so that they are there when it is opened again. A copy to share never has them.</source>
      <translation>Mit den Farben der Haut, so dass sie beim nächsten Öffnen da sind. Eine Kopie zum Teilen hat sie nie.</translation>
    </message>
    <message>
      <source>With {what}…</source>
      <translation>Mit {what}…</translation>
    </message>
    <message>
      <source>Without a scan of your own</source>
      <translation>Ohne eigenen Scan</translation>
    </message>
    <message>
      <source>Without an expression; the head is then fitted without one, and more surely</source>
      <translation>Ohne Ausdruck; der Kopf wird dann ohne einen angepasst, und sicherer</translation>
    </message>
    <message>
      <source>Without background</source>
      <translation>Ohne Hintergrund</translation>
    </message>
    <message>
      <source>Without loss; large.</source>
      <translation>Ohne Verlust; groß.</translation>
    </message>
    <message>
      <source>Without perspective: the same length is as long near and far</source>
      <translation>Ohne Perspektive: Gleiche Länge ist nah und fern gleich lang</translation>
    </message>
    <message>
      <source>Without the treatment</source>
      <translation>Ohne die Behandlung</translation>
    </message>
    <message>
      <source>Women</source>
      <translation>Frauen</translation>
    </message>
    <message>
      <source>Words</source>
      <translation>Wörter</translation>
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
      <source>Write every measure as a table</source>
      <translation>Jedes Maß als Tabelle schreiben</translation>
    </message>
    <message>
      <source>Write pages with pictures, measures, changes and provenance as PDF</source>
      <translation>Seiten mit Bildern, Maßen, Änderungen und Herkunft als PDF schreiben</translation>
    </message>
    <message>
      <source>Write skin, skull or scan as a mesh, also for 3D printing</source>
      <translation>Haut, Schädel oder Scan als Netz schreiben, auch für 3D-Druck</translation>
    </message>
    <message>
      <source>Write the distances of every region as CSV</source>
      <translation>Abstände jeder Region als CSV schreiben</translation>
    </message>
    <message>
      <source>Write the figures of every region for a spreadsheet</source>
      <translation>Zahlen jeder Region für eine Tabellenkalkulation schreiben</translation>
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
      <source>Writing the project</source>
      <translation>Das Projekt wird geschrieben</translation>
    </message>
    <message>
      <source>Writing the report</source>
      <translation>Bericht wird geschrieben</translation>
    </message>
    <message>
      <source>X-ray</source>
      <translation>Röntgen</translation>
    </message>
    <message>
      <source>Yaw</source>
      <translation>Gieren</translation>
    </message>
    <message>
      <source>Z angle (Frankfurt to lip-Pog)</source>
      <translation>Z-Winkel (Frankfurter zu Lippe-Pog)</translation>
    </message>
    <message>
      <source>Zoom in</source>
      <translation>Vergrößern</translation>
    </message>
    <message>
      <source>Zoom out</source>
      <translation>Verkleinern</translation>
    </message>
    <message>
      <source>Zoom to the face</source>
      <translation>Zum Gesicht</translation>
    </message>
    <message>
      <source>Zygion</source>
      <translation>Zygion</translation>
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
      <source>[e]</source>
      <translation>[e]</translation>
    </message>
    <message>
      <source>[u]</source>
      <translation>[u]</translation>
    </message>
    <message>
      <source>a Blender file</source>
      <translation>eine Blender-Datei</translation>
    </message>
    <message>
      <source>a clearance that was asked about no bone knows none</source>
      <translation>ein Abstand, der nach keinem Knochen gefragt wurde, kennt keinen</translation>
    </message>
    <message>
      <source>a column without title</source>
      <translation>eine Spalte ohne Titel</translation>
    </message>
    <message>
      <source>a fit leaves a scan in the document</source>
      <translation>eine Anpassung hinterlässt einen Scan im Dokument</translation>
    </message>
    <message>
      <source>a grid needs a positive spacing and two nodes an axis: {value}</source>
      <translation>ein Gitter braucht einen positiven Abstand und zwei Knoten je Achse: {value}</translation>
    </message>
    <message>
      <source>a gzip archive</source>
      <translation>ein gzip-Archiv</translation>
    </message>
    <message>
      <source>a history keeps at least one step</source>
      <translation>ein Verlauf behält mindestens einen Schritt</translation>
    </message>
    <message>
      <source>a moment left</source>
      <translation>noch einen Moment</translation>
    </message>
    <message>
      <source>a newer Nasion wrote it</source>
      <translation>ein neueres Nasion hat es geschrieben</translation>
    </message>
    <message>
      <source>a part of the bone is asked about before the whole of it</source>
      <translation>nach einem Teil des Knochens wird gefragt, bevor nach dem ganzen gefragt wurde</translation>
    </message>
    <message>
      <source>a point has no three corners</source>
      <translation>ein Punkt hat keine drei Ecken</translation>
    </message>
    <message>
      <source>a point lies neither on the skin nor on the skull</source>
      <translation>ein Punkt liegt weder auf der Haut noch auf dem Schädel</translation>
    </message>
    <message>
      <source>a point's weights do not sum to one</source>
      <translation>die Gewichte eines Punktes ergeben nicht eins</translation>
    </message>
    <message>
      <source>a pose is not the one that was measured</source>
      <translation>eine Pose ist nicht die gemessene</translation>
    </message>
    <message>
      <source>a step of its history has a scan that is missing</source>
      <translation>einem Schritt des Verlaufs fehlt sein Scan</translation>
    </message>
    <message>
      <source>a step of the history</source>
      <translation>ein Schritt des Verlaufs</translation>
    </message>
    <message>
      <source>a step's trust is not one share per vertex</source>
      <translation>das Vertrauen eines Schrittes ist nicht ein Anteil je Eckpunkt</translation>
    </message>
    <message>
      <source>a surface with vertices that are not finite has no distance</source>
      <translation>eine Oberfläche mit Eckpunkten, die nicht endlich sind, hat keinen Abstand</translation>
    </message>
    <message>
      <source>a surface without area cannot be sampled</source>
      <translation>eine Oberfläche ohne Fläche lässt sich nicht abtasten</translation>
    </message>
    <message>
      <source>a surface without triangles has no distance</source>
      <translation>eine Oberfläche ohne Dreiecke hat keinen Abstand</translation>
    </message>
    <message>
      <source>a triangle in it has a {named} that is not a whole number</source>
      <translation>ein Dreieck darin hat {named}, das keine ganze Zahl ist</translation>
    </message>
    <message>
      <source>a triangle in it uses a vertex that it does not hold</source>
      <translation>ein Dreieck darin benutzt einen Eckpunkt, den sie nicht enthält</translation>
    </message>
    <message>
      <source>a triangle in it uses a {named} that it does not hold</source>
      <translation>ein Dreieck darin benutzt {named}, das sie nicht enthält</translation>
    </message>
    <message>
      <source>a vertex in it is not three numbers</source>
      <translation>ein Eckpunkt darin ist nicht drei Zahlen</translation>
    </message>
    <message>
      <source>a zip archive</source>
      <translation>ein zip-Archiv</translation>
    </message>
    <message>
      <source>a {named} in it is not {value} numbers</source>
      <translation>{named} darin ist nicht {value} Zahlen</translation>
    </message>
    <message numerus="yes">
      <source>about %n minute(s) left</source>
      <translation>
        <numerusform>noch etwa eine Minute</numerusform>
        <numerusform>noch etwa %n Minuten</numerusform>
      </translation>
    </message>
    <message>
      <source>about {seconds} s left</source>
      <translation>noch etwa {seconds} s</translation>
    </message>
    <message>
      <source>adult men, as published</source>
      <translation>erwachsene Männer, wie veröffentlicht</translation>
    </message>
    <message>
      <source>adult women, as published</source>
      <translation>erwachsene Frauen, wie veröffentlicht</translation>
    </message>
    <message>
      <source>against the mirror image {value} mm (adults {mean} ± {deviation})</source>
      <translation>gegen das Spiegelbild {value} mm (Erwachsene {mean} ± {deviation})</translation>
    </message>
    <message>
      <source>aligned by the arch, {number} % sure: only their shape counts</source>
      <translation>am Zahnbogen ausgerichtet, zu {number} % sicher: Nur ihre Form zählt</translation>
    </message>
    <message>
      <source>all measures</source>
      <translation>alle Messungen</translation>
    </message>
    <message>
      <source>an affine map needs a border of at least four vertices</source>
      <translation>eine affine Abbildung braucht einen Rand aus mindestens vier Eckpunkten</translation>
    </message>
    <message>
      <source>an empty cell</source>
      <translation>eine leere Zelle</translation>
    </message>
    <message>
      <source>an imported CT has a scan</source>
      <translation>ein importiertes CT hat einen Scan</translation>
    </message>
    <message>
      <source>and {count} more</source>
      <translation>und {count} weitere</translation>
    </message>
    <message>
      <source>another kind</source>
      <translation>eine andere Art</translation>
    </message>
    <message>
      <source>as fitted</source>
      <translation>wie angepasst</translation>
    </message>
    <message>
      <source>at rest, inferred from {value}</source>
      <translation>in Ruhe, geschätzt aus {value}</translation>
    </message>
    <message>
      <source>bone found</source>
      <translation>Knochen gefunden</translation>
    </message>
    <message>
      <source>bone names a control that is none</source>
      <translation>bone nennt eine Knochenbewegung, die es nicht gibt</translation>
    </message>
    <message>
      <source>bone names {named}, which is none</source>
      <translation>bone nennt {named}, was keine ist</translation>
    </message>
    <message>
      <source>closed</source>
      <translation>geschlossen</translation>
    </message>
    <message>
      <source>closing nostrils and ears</source>
      <translation>Nasenlöcher und Ohren werden geschlossen</translation>
    </message>
    <message>
      <source>colour picture</source>
      <translation>ein Farbbild</translation>
    </message>
    <message>
      <source>component {0} {1} to {2}</source>
      <translation>Komponente {0} von {1} auf {2}</translation>
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
      <source>drain hole</source>
      <translation>ein Abfluss</translation>
    </message>
    <message>
      <source>edited face</source>
      <translation>bearbeitetes Gesicht</translation>
    </message>
    <message>
      <source>edited, see the changes</source>
      <translation>bearbeitet, siehe Änderungen</translation>
    </message>
    <message>
      <source>edits of {name}</source>
      <translation>Bearbeitungen von {name}</translation>
    </message>
    <message>
      <source>estimated</source>
      <translation>geschätzt</translation>
    </message>
    <message>
      <source>estimated ({length})</source>
      <translation>geschätzt ({length})</translation>
    </message>
    <message>
      <source>estimated size</source>
      <translation>geschätzte Größe</translation>
    </message>
    <message>
      <source>expected {value} positions, got {value1}</source>
      <translation>erwartet wurden {value} Orte, gekommen sind {value1}</translation>
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
      <source>face as fitted</source>
      <translation>Gesicht wie angepasst</translation>
    </message>
    <message>
      <source>female</source>
      <translation>weiblich</translation>
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
      <source>folds are counted between two positions of the same triangles</source>
      <translation>Falten werden zwischen zwei Lagen derselben Dreiecke gezählt</translation>
    </message>
    <message>
      <source>format {value}, this program reads up to {value1}</source>
      <translation>Format {value}, dieses Programm liest bis {value1}</translation>
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
      <source>has no title</source>
      <translation>hat keinen Titel</translation>
    </message>
    <message>
      <source>head found</source>
      <translation>Kopf gefunden</translation>
    </message>
    <message>
      <source>in the face scan's frame</source>
      <translation>im Koordinatensystem des Gesichtsscans</translation>
    </message>
    <message>
      <source>is no finite number</source>
      <translation>ist keine endliche Zahl</translation>
    </message>
    <message>
      <source>is no number</source>
      <translation>ist keine Zahl</translation>
    </message>
    <message>
      <source>is no time code such as 13:37:32:27.654</source>
      <translation>ist kein Timecode wie 13:37:32:27.654</translation>
    </message>
    <message>
      <source>is no weight from 0 to 1</source>
      <translation>ist kein Gewicht von 0 bis 1</translation>
    </message>
    <message>
      <source>is not later than the row before</source>
      <translation>ist nicht später als die Zeile davor</translation>
    </message>
    <message>
      <source>it breaks off after {number} of its {number1} triangles</source>
      <translation>sie bricht nach {number} ihrer {number1} Dreiecke ab</translation>
    </message>
    <message>
      <source>it breaks off after {number} of its {number1} {named} rows</source>
      <translation>sie bricht nach {number} ihrer {number1} Zeilen ({named}) ab</translation>
    </message>
    <message>
      <source>it breaks off after {number} triangles</source>
      <translation>sie bricht nach {number} Dreiecken ab</translation>
    </message>
    <message>
      <source>it breaks off before its end</source>
      <translation>sie bricht vor ihrem Ende ab</translation>
    </message>
    <message>
      <source>it breaks off in its {value}</source>
      <translation>sie bricht in ihren Daten ({value}) ab</translation>
    </message>
    <message>
      <source>it breaks off or breaks the rules of glTF 2</source>
      <translation>sie bricht ab oder verletzt die Regeln von glTF 2</translation>
    </message>
    <message>
      <source>it breaks off or breaks the rules of the format</source>
      <translation>sie bricht ab oder verletzt die Regeln des Formats</translation>
    </message>
    <message>
      <source>it does not say which models its codes belong to</source>
      <translation>es ist nicht gesagt, zu welchen Modellen die Codes gehören</translation>
    </message>
    <message>
      <source>it has no complete PLY header</source>
      <translation>sie hat keinen vollständigen PLY-Kopf</translation>
    </message>
    <message>
      <source>it has no complete VTK header</source>
      <translation>sie hat keinen vollständigen VTK-Kopf</translation>
    </message>
    <message>
      <source>it has no document.json</source>
      <translation>document.json fehlt darin</translation>
    </message>
    <message>
      <source>it holds a polygon with more corners than the file has bytes</source>
      <translation>sie enthält ein Vieleck mit mehr Ecken, als die Datei Bytes hat</translation>
    </message>
    <message>
      <source>it holds no face</source>
      <translation>es ist kein Gesicht darin</translation>
    </message>
    <message>
      <source>it holds no points</source>
      <translation>es sind keine Punkte darin</translation>
    </message>
    <message>
      <source>it holds no vertices with x, y and z</source>
      <translation>es sind keine Eckpunkte mit x, y und z darin</translation>
    </message>
    <message>
      <source>it holds something unknown: {named}</source>
      <translation>es ist etwas Unbekanntes darin: {named}</translation>
    </message>
    <message>
      <source>it holds text where numbers belong</source>
      <translation>es steht Text, wo Zahlen hingehören</translation>
    </message>
    <message>
      <source>it holds too many or repeated members</source>
      <translation>es sind zu viele oder doppelte Bestandteile darin</translation>
    </message>
    <message>
      <source>it holds too many or repeated poses</source>
      <translation>es enthält zu viele oder doppelte Posen</translation>
    </message>
    <message>
      <source>it holds {value} in place of a surface (POLYDATA)</source>
      <translation>sie enthält {value} statt einer Oberfläche (POLYDATA)</translation>
    </message>
    <message>
      <source>it is compressed ({value}), which Nasion cannot unpack</source>
      <translation>sie ist gepackt ({value}), was Nasion nicht auspacken kann</translation>
    </message>
    <message>
      <source>it is nested too deeply</source>
      <translation>es ist zu tief verschachtelt</translation>
    </message>
    <message>
      <source>it is no part</source>
      <translation>es ist kein Teil</translation>
    </message>
    <message>
      <source>it is not of this kind</source>
      <translation>es ist nicht von dieser Art</translation>
    </message>
    <message>
      <source>it is shorter than an STL header</source>
      <translation>sie ist kürzer als ein STL-Kopf</translation>
    </message>
    <message>
      <source>it is too long</source>
      <translation>es ist zu lang</translation>
    </message>
    <message>
      <source>it offers OpenGL {value}.{value1}, and 3.2 is needed</source>
      <translation>sie bietet OpenGL {value}.{value1}, gebraucht wird 3.2</translation>
    </message>
    <message>
      <source>it would be larger than 4 GB, which the format cannot hold</source>
      <translation>sie wäre größer als 4 GB, was das Format nicht fasst</translation>
    </message>
    <message>
      <source>its CT skull has an unknown version</source>
      <translation>der CT-Schädel darin hat eine unbekannte Version</translation>
    </message>
    <message>
      <source>its CT skull has arrays of the wrong shape or type</source>
      <translation>der CT-Schädel darin hat Felder falscher Form oder Art</translation>
    </message>
    <message>
      <source>its CT skull has triangles without vertices</source>
      <translation>der CT-Schädel darin hat Dreiecke ohne Eckpunkte</translation>
    </message>
    <message>
      <source>its CT skull has unknown arrays</source>
      <translation>der CT-Schädel darin hat unbekannte Felder</translation>
    </message>
    <message>
      <source>its CT skull has unknown parts</source>
      <translation>der CT-Schädel darin hat unbekannte Teile</translation>
    </message>
    <message>
      <source>its CT skull has vertices without a place</source>
      <translation>der CT-Schädel darin hat Eckpunkte ohne Ort</translation>
    </message>
    <message>
      <source>its CT skull is too large</source>
      <translation>der CT-Schädel darin ist zu groß</translation>
    </message>
    <message>
      <source>its XML is broken</source>
      <translation>das XML darin ist beschädigt</translation>
    </message>
    <message>
      <source>its arrays are not of one length</source>
      <translation>die Felder darin sind nicht gleich lang</translation>
    </message>
    <message>
      <source>its arrays are not those of a project</source>
      <translation>die Felder darin sind nicht die eines Projekts</translation>
    </message>
    <message>
      <source>its arrays are too large</source>
      <translation>die Felder darin sind zu groß</translation>
    </message>
    <message>
      <source>its arrays have an unknown version</source>
      <translation>die Felder darin haben eine unbekannte Version</translation>
    </message>
    <message>
      <source>its description of the scene cannot be read</source>
      <translation>die Beschreibung der Szene darin lässt sich nicht lesen</translation>
    </message>
    <message>
      <source>its face is broken off</source>
      <translation>das Gesicht darin bricht ab</translation>
    </message>
    <message>
      <source>its face is not the one that it names</source>
      <translation>das Gesicht darin ist nicht das genannte</translation>
    </message>
    <message>
      <source>its field {named} has the wrong shape or type</source>
      <translation>das Feld {named} hat die falsche Form oder Art</translation>
    </message>
    <message>
      <source>its field {named} is not finite</source>
      <translation>das Feld {named} ist nicht endlich</translation>
    </message>
    <message>
      <source>its format is another</source>
      <translation>das Format ist ein anderes</translation>
    </message>
    <message>
      <source>its header has '{value}' where a number of rows belongs</source>
      <translation>im Kopf der Datei steht „{value}“, wo eine Zeilenzahl hingehört</translation>
    </message>
    <message>
      <source>its header has a property that cannot be read: '{value}'</source>
      <translation>im Kopf der Datei steht eine Eigenschaft, die sich nicht lesen lässt: „{value}“</translation>
    </message>
    <message>
      <source>its header names a property before any element</source>
      <translation>im Kopf der Datei steht eine Eigenschaft vor jedem Element</translation>
    </message>
    <message>
      <source>its header names no DATASET</source>
      <translation>der Kopf der Datei nennt kein DATASET</translation>
    </message>
    <message>
      <source>its header names the unknown encoding '{value}'</source>
      <translation>der Kopf der Datei nennt die unbekannte Kodierung „{value}“</translation>
    </message>
    <message>
      <source>its header says neither ASCII nor BINARY</source>
      <translation>der Kopf der Datei sagt weder ASCII noch BINARY</translation>
    </message>
    <message>
      <source>its history does not end in its document</source>
      <translation>der Verlauf endet nicht in seinem Dokument</translation>
    </message>
    <message>
      <source>its history has no step, or too many</source>
      <translation>der Verlauf hat keinen Schritt oder zu viele</translation>
    </message>
    <message>
      <source>its history is none</source>
      <translation>der Verlauf ist keiner</translation>
    </message>
    <message>
      <source>its list of polygons does not add up</source>
      <translation>die Liste der Vielecke geht nicht auf</translation>
    </message>
    <message>
      <source>its list of {value} does not add up</source>
      <translation>die Liste ({value}) geht nicht auf</translation>
    </message>
    <message>
      <source>its painted thickness is missing or unannounced</source>
      <translation>die gemalte Dicke fehlt oder ist nicht angekündigt</translation>
    </message>
    <message>
      <source>its painted thickness is out of range</source>
      <translation>die gemalte Dicke liegt außerhalb des Bereichs</translation>
    </message>
    <message>
      <source>its photographs are not those of its document</source>
      <translation>seine Fotos sind nicht die seines Dokuments</translation>
    </message>
    <message>
      <source>its simulated skin belongs to no treatment</source>
      <translation>die simulierte Haut gehört zu keiner Behandlung</translation>
    </message>
    <message>
      <source>its simulated skin is missing or unannounced</source>
      <translation>die simulierte Haut fehlt oder ist nicht angekündigt</translation>
    </message>
    <message>
      <source>its simulated skin is out of range</source>
      <translation>die simulierte Haut liegt außerhalb des Bereichs</translation>
    </message>
    <message>
      <source>its text is not JSON</source>
      <translation>der Text darin ist kein JSON</translation>
    </message>
    <message>
      <source>its trust is not one share per vertex</source>
      <translation>das Vertrauen darin ist nicht ein Anteil je Eckpunkt</translation>
    </message>
    <message>
      <source>its version is no number</source>
      <translation>die Version ist keine Zahl</translation>
    </message>
    <message>
      <source>its version of OpenGL is unknown</source>
      <translation>die Version von OpenGL ist unbekannt</translation>
    </message>
    <message>
      <source>its visits are not as they must be: {value}</source>
      <translation>seine Besuche sind nicht, wie sie sein müssen: {value}</translation>
    </message>
    <message>
      <source>its {value} are of the unknown type '{value1}'</source>
      <translation>die Daten ({value}) sind von der unbekannten Art „{value1}“</translation>
    </message>
    <message>
      <source>its {value} have '{value1}' where a number belongs</source>
      <translation>in den Daten ({value}) steht „{value1}“, wo eine Zahl hingehört</translation>
    </message>
    <message>
      <source>its {value} hold text where numbers belong</source>
      <translation>in den Daten ({value}) steht Text, wo Zahlen hingehören</translation>
    </message>
    <message>
      <source>joining the scan's triangles</source>
      <translation>Dreiecke des Scans werden verbunden</translation>
    </message>
    <message>
      <source>known</source>
      <translation>bekannt</translation>
    </message>
    <message>
      <source>known_bone has no list of points</source>
      <translation>known_bone hat keine Liste von Punkten</translation>
    </message>
    <message>
      <source>known_bone is not a short list</source>
      <translation>known_bone ist keine kurze Liste</translation>
    </message>
    <message>
      <source>known_bone repeats a title</source>
      <translation>known_bone wiederholt einen Titel</translation>
    </message>
    <message>
      <source>known_bone {named} {value}</source>
      <translation>known_bone {named} {value}</translation>
    </message>
    <message>
      <source>known_bone.vertices are not whole numbers</source>
      <translation>known_bone.vertices sind keine ganzen Zahlen</translation>
    </message>
    <message>
      <source>landmarks has {named} on the wrong surface</source>
      <translation>landmarks hat {named} auf der falschen Oberfläche</translation>
    </message>
    <message>
      <source>landmarks names too many</source>
      <translation>landmarks nennt zu viele</translation>
    </message>
    <message>
      <source>later works</source>
      <translation>späteren Arbeiten</translation>
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
      <source>left and right of {named} swapped</source>
      <translation>links und rechts von {named} vertauscht</translation>
    </message>
    <message>
      <source>lies farther than {number} mm from the head's middle</source>
      <translation>liegt weiter als {number} mm von der Kopfmitte</translation>
    </message>
    <message>
      <source>locked is not a list of parts</source>
      <translation>locked ist keine Liste von Teilen</translation>
    </message>
    <message>
      <source>male</source>
      <translation>männlich</translation>
    </message>
    <message>
      <source>mandible parted</source>
      <translation>Unterkiefer abgetrennt</translation>
    </message>
    <message>
      <source>measures has one of no known kind</source>
      <translation>measures hat eine von unbekannter Art</translation>
    </message>
    <message>
      <source>measures is not a short list</source>
      <translation>measures ist keine kurze Liste</translation>
    </message>
    <message>
      <source>measures repeats a title</source>
      <translation>measures wiederholt einen Titel</translation>
    </message>
    <message>
      <source>measuring the scan</source>
      <translation>Scan wird vermessen</translation>
    </message>
    <message>
      <source>must be known to {number} to {number1} mm</source>
      <translation>muss auf {number} bis {number1} mm bekannt sein</translation>
    </message>
    <message>
      <source>must have 1 to {value} points</source>
      <translation>muss 1 bis {value} Punkte haben</translation>
    </message>
    <message>
      <source>names no vertex of the skull</source>
      <translation>nennt keinen Eckpunkt des Schädels</translation>
    </message>
    <message>
      <source>needs a title of at most {value} letters</source>
      <translation>braucht einen Titel von höchstens {value} Zeichen</translation>
    </message>
    <message>
      <source>no finite distance to summarise</source>
      <translation>kein endlicher Abstand zum Zusammenfassen</translation>
    </message>
    <message>
      <source>no grid of {value} nodes over the bounds {value1} to {value2}</source>
      <translation>kein Gitter aus {value} Knoten über die Grenzen {value1} bis {value2}</translation>
    </message>
    <message>
      <source>no kind of mesh that Nasion knows</source>
      <translation>keine Art von Netz, die Nasion kennt</translation>
    </message>
    <message>
      <source>no picture</source>
      <translation>kein Bild</translation>
    </message>
    <message>
      <source>no position</source>
      <translation>kein Ort</translation>
    </message>
    <message>
      <source>norms, presets and sentences: {value}</source>
      <translation>Normen, Vorlagen und Sätze: {value}</translation>
    </message>
    <message>
      <source>not axial</source>
      <translation>nicht axial</translation>
    </message>
    <message>
      <source>not found</source>
      <translation>nicht gefunden</translation>
    </message>
    <message>
      <source>not said</source>
      <translation>nicht angegeben</translation>
    </message>
    <message>
      <source>nothing can be drawn</source>
      <translation>nichts lässt sich zeichnen</translation>
    </message>
    <message>
      <source>one_sided names {named}, which is no side of a part</source>
      <translation>one_sided nennt {named}, was keine Seite eines Teils ist</translation>
    </message>
    <message>
      <source>one_sided.{named} has another length than the part's code</source>
      <translation>one_sided.{named} ist anders lang als der Code des Teils</translation>
    </message>
    <message>
      <source>open, not printable as it is</source>
      <translation>offen, so nicht druckbar</translation>
    </message>
    <message>
      <source>out of memory</source>
      <translation>Speicher voll</translation>
    </message>
    <message>
      <source>palsy has a pose that is not known or has no shape</source>
      <translation>die Lähmung hat eine Pose, die unbekannt ist oder keine Form hat</translation>
    </message>
    <message>
      <source>palsy has a visit without poses</source>
      <translation>die Lähmung hat einen Besuch ohne Posen</translation>
    </message>
    <message>
      <source>palsy has no known side or no short list of visits</source>
      <translation>die Lähmung hat keine bekannte Seite oder keine kurze Liste von Besuchen</translation>
    </message>
    <message>
      <source>parting the mandible</source>
      <translation>Unterkiefer wird abgetrennt</translation>
    </message>
    <message>
      <source>parts names one that is none</source>
      <translation>parts nennt einen Teil, den es nicht gibt</translation>
    </message>
    <message>
      <source>photographs</source>
      <translation>Fotos</translation>
    </message>
    <message>
      <source>pixel spacing</source>
      <translation>Pixelabstand</translation>
    </message>
    <message>
      <source>provenance of {named}</source>
      <translation>Herkunft von {named}</translation>
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
      <source>result is not a list</source>
      <translation>result ist keine Liste</translation>
    </message>
    <message>
      <source>result.sha256 is no hash</source>
      <translation>result.sha256 ist keine Prüfsumme</translation>
    </message>
    <message>
      <source>right</source>
      <translation>rechts</translation>
    </message>
    <message>
      <source>runs over skin and skull; choose points on one of them</source>
      <translation>läuft über Haut und Schädel; wählen Sie Punkte auf einem von beiden</translation>
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
      <source>scan.photo.places are not pairs</source>
      <translation>scan.photo.places sind keine Paare</translation>
    </message>
    <message>
      <source>scan.photo.rotation is not a rotation</source>
      <translation>scan.photo.rotation ist keine Drehung</translation>
    </message>
    <message>
      <source>scan.photo.shots is not a short list</source>
      <translation>scan.photo.shots ist keine kurze Liste</translation>
    </message>
    <message>
      <source>scan.photo.shots names an unknown role</source>
      <translation>scan.photo.shots nennt eine unbekannte Rolle</translation>
    </message>
    <message>
      <source>scan.photo.{named} does not have {value} numbers</source>
      <translation>scan.photo.{named} hat nicht {value} Zahlen</translation>
    </message>
    <message>
      <source>scan.to_head.rotation is not a 3 x 3 matrix</source>
      <translation>scan.to_head.rotation ist keine 3 x 3-Matrix</translation>
    </message>
    <message>
      <source>scan.to_head.rotation is not a rotation</source>
      <translation>scan.to_head.rotation ist keine Drehung</translation>
    </message>
    <message>
      <source>scan.unit is {named}</source>
      <translation>scan.unit ist {named}</translation>
    </message>
    <message>
      <source>secondary capture</source>
      <translation>sekundäre Aufnahme</translation>
    </message>
    <message>
      <source>several values per voxel</source>
      <translation>mehrere Werte je Voxel</translation>
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
      <source>standard deviations</source>
      <translation>Standardabweichungen</translation>
    </message>
    <message>
      <source>texture coordinate</source>
      <translation>Texturkoordinate</translation>
    </message>
    <message>
      <source>the arrays of its photographs are not of one length</source>
      <translation>die Felder seiner Fotos sind nicht gleich lang</translation>
    </message>
    <message>
      <source>the arrays of its photographs are not those of a project</source>
      <translation>die Felder seiner Fotos sind nicht die eines Projekts</translation>
    </message>
    <message>
      <source>the arrays of its photographs are too large</source>
      <translation>die Felder seiner Fotos sind zu groß</translation>
    </message>
    <message>
      <source>the document</source>
      <translation>das Dokument</translation>
    </message>
    <message>
      <source>the error to expect is no length</source>
      <translation>der zu erwartende Fehler ist keine Länge</translation>
    </message>
    <message>
      <source>the face as fitted</source>
      <translation>dem Gesicht, wie es angepasst wurde</translation>
    </message>
    <message>
      <source>the face before</source>
      <translation>das Gesicht davor</translation>
    </message>
    <message>
      <source>the file {named} that belongs to it is missing</source>
      <translation>die Datei {named}, die dazugehört, fehlt</translation>
    </message>
    <message>
      <source>the format is not that of a project</source>
      <translation>das Format ist nicht das eines Projekts</translation>
    </message>
    <message>
      <source>the format is not that of a provenance</source>
      <translation>das Format ist nicht das eines Herkunftsnachweises</translation>
    </message>
    <message>
      <source>the guide in {value} lacks {value1}</source>
      <translation>der Anleitung in {value} fehlt {value1}</translation>
    </message>
    <message>
      <source>the history</source>
      <translation>der Verlauf</translation>
    </message>
    <message>
      <source>the history does not end in the project's state</source>
      <translation>der Verlauf endet nicht im Zustand des Projekts</translation>
    </message>
    <message>
      <source>the history's position is no number</source>
      <translation>die Stelle im Verlauf ist keine Zahl</translation>
    </message>
    <message>
      <source>the history's position lies outside of it</source>
      <translation>die Stelle im Verlauf liegt außerhalb</translation>
    </message>
    <message>
      <source>the measure {named} {value}</source>
      <translation>die Messung {named} {value}</translation>
    </message>
    <message>
      <source>the mesh has no texture coordinates</source>
      <translation>das Netz hat keine Texturkoordinaten</translation>
    </message>
    <message>
      <source>the picture is blank</source>
      <translation>das Bild ist leer</translation>
    </message>
    <message>
      <source>the population that the model learned</source>
      <translation>die Population, die das Modell gelernt hat</translation>
    </message>
    <message>
      <source>the program cannot speak {value}</source>
      <translation>das Programm spricht {value} nicht</translation>
    </message>
    <message>
      <source>the program does not know how far photographs are to be believed</source>
      <translation>das Programm weiß nicht, wie weit Fotos zu glauben ist</translation>
    </message>
    <message>
      <source>the program holds no bundle</source>
      <translation>dem Programm fehlt das Bündel</translation>
    </message>
    <message>
      <source>the program holds no survey that belongs to its bundle</source>
      <translation>das Programm enthält keine Vermessung, die zu seinem Modellpaket gehört</translation>
    </message>
    <message>
      <source>the project came back changed</source>
      <translation>das Projekt kam verändert zurück</translation>
    </message>
    <message>
      <source>the provenance</source>
      <translation>der Herkunftsnachweis</translation>
    </message>
    <message>
      <source>the sample scan was not fitted</source>
      <translation>der Beispielscan wurde nicht angepasst</translation>
    </message>
    <message>
      <source>the scan inside is not the one that was fitted</source>
      <translation>der Scan darin ist nicht der, der angepasst wurde</translation>
    </message>
    <message>
      <source>the scan's residual field is missing</source>
      <translation>dem Scan fehlt sein Restfeld</translation>
    </message>
    <message>
      <source>the scan's texture is no picture</source>
      <translation>die Textur des Scans ist kein Bild</translation>
    </message>
    <message>
      <source>the thumbnail is no PNG</source>
      <translation>das Vorschaubild ist kein PNG</translation>
    </message>
    <message>
      <source>the version is not a positive whole number</source>
      <translation>die Version ist keine positive ganze Zahl</translation>
    </message>
    <message>
      <source>the view is not an object</source>
      <translation>die Ansicht ist kein Objekt</translation>
    </message>
    <message>
      <source>there is no screen (neither DISPLAY nor WAYLAND_DISPLAY is set)</source>
      <translation>es gibt keinen Bildschirm (weder DISPLAY noch WAYLAND_DISPLAY ist gesetzt)</translation>
    </message>
    <message>
      <source>thickness names too many regions</source>
      <translation>thickness nennt zu viele Regionen</translation>
    </message>
    <message>
      <source>time code</source>
      <translation>Timecode</translation>
    </message>
    <message>
      <source>too few numbers</source>
      <translation>zu wenige Zahlen</translation>
    </message>
    <message>
      <source>treatment names {named}, which is no segment</source>
      <translation>treatment nennt {named}, was kein Segment ist</translation>
    </message>
    <message>
      <source>treatment.material is none</source>
      <translation>treatment.material gibt es nicht</translation>
    </message>
    <message>
      <source>treatment.tetrahedra is none of the choices</source>
      <translation>treatment.tetrahedra steht nicht zur Wahl</translation>
    </message>
    <message>
      <source>z</source>
      <translation>z</translation>
    </message>
    <message>
      <source>z men</source>
      <translation>z Männer</translation>
    </message>
    <message>
      <source>z women</source>
      <translation>z Frauen</translation>
    </message>
    <message>
      <source>z-score</source>
      <translation>z-Wert</translation>
    </message>
    <message>
      <source>{0} ({1})</source>
      <translation>{0} ({1})</translation>
    </message>
    <message>
      <source>{0} components</source>
      <translation>{0} Komponenten</translation>
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
      <source>{0}, read in {1}</source>
      <translation>{0}, gelesen in {1}</translation>
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
      <source>{count} in {folder}, the newest {name}. They hold no names of people or files.</source>
      <translation>{count} in {folder}, das neueste {name}. Sie enthalten keine Namen von Personen oder Dateien.</translation>
    </message>
    <message>
      <source>{count} of {all} measures lie more than two deviations from the mean</source>
      <translation>{count} von {all} Maßen liegen mehr als zwei Abweichungen vom Mittelwert entfernt</translation>
    </message>
    <message>
      <source>{count} pictures of {width} × {height} pixels.</source>
      <translation>{count} Bilder mit {width} × {height} Pixeln.</translation>
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
      <source>{face_error_mean:.1f} mm mean, {face_error_p95:.1f} mm p95 to expect</source>
      <translation>{face_error_mean:.1f} mm im Mittel, {face_error_p95:.1f} mm (p95) zu erwarten</translation>
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
      <source>{mean:.2f} mm on average, 95 % within {p95:.2f} mm; pose sure to {sure:.0f} %</source>
      <translation>{mean:.2f} mm im Mittel, 95 % innerhalb von {p95:.2f} mm; Lage zu {sure:.0f} % sicher</translation>
    </message>
    <message>
      <source>{minimum:g} to {maximum:g}; double-click to reset</source>
      <translation>{minimum:g} bis {maximum:g}; Doppelklick setzt zurück</translation>
    </message>
    <message>
      <source>{named} came back with another number of triangles</source>
      <translation>{named} kam mit einer anderen Zahl von Dreiecken zurück</translation>
    </message>
    <message>
      <source>{named} came with the program; save a preset of your own instead.</source>
      <translation>{named} gehört zum Programm; sichern Sie stattdessen eine eigene Vorlage.</translation>
    </message>
    <message>
      <source>{named} cannot be deleted ({value}).</source>
      <translation>{named} lässt sich nicht löschen ({value}).</translation>
    </message>
    <message>
      <source>{named} cannot be measured without the landmark {value}: choose a model that names it.</source>
      <translation>{named} lässt sich ohne die Landmarke {value} nicht messen: Wählen Sie ein Modell, das sie nennt.</translation>
    </message>
    <message>
      <source>{named} cannot be read ({value}): copy it to this disk first.</source>
      <translation>{named} lässt sich nicht lesen ({value}): Kopieren Sie die Datei erst auf diese Festplatte.</translation>
    </message>
    <message>
      <source>{named} cannot be read ({value}): copy the series to this disk.</source>
      <translation>{named} lässt sich nicht lesen ({value}): Kopieren Sie die Serie auf diese Festplatte.</translation>
    </message>
    <message>
      <source>{named} cannot be read ({value}); check its rights or copy it.</source>
      <translation>{named} lässt sich nicht lesen ({value}); prüfen Sie die Rechte, oder kopieren Sie die Datei.</translation>
    </message>
    <message>
      <source>{named} cannot be read ({value}); choose a folder of meshes.</source>
      <translation>{named} lässt sich nicht lesen ({value}); wählen Sie einen Ordner mit Netzen.</translation>
    </message>
    <message>
      <source>{named} cannot be read as {value}, because {value1}: export the scan again.</source>
      <translation>{named} lässt sich nicht als {value} lesen, denn {value1}: Exportieren Sie den Scan noch einmal.</translation>
    </message>
    <message>
      <source>{named} cannot be read, because it is damaged or no volume of grey values: convert it again.</source>
      <translation>{named} lässt sich nicht lesen, weil es beschädigt oder kein Volumen aus Grauwerten ist: Wandeln Sie es noch einmal um.</translation>
    </message>
    <message>
      <source>{named} cannot be read, because you lack the permission: ask its owner or copy it.</source>
      <translation>{named} lässt sich nicht lesen, weil Ihnen das Recht fehlt: Fragen Sie den Besitzer, oder kopieren Sie die Datei.</translation>
    </message>
    <message>
      <source>{named} cannot be read: {value}.</source>
      <translation>{named} lässt sich nicht lesen: {value}.</translation>
    </message>
    <message>
      <source>{named} cannot be read; choose another file.</source>
      <translation>{named} lässt sich nicht lesen; wählen Sie eine andere Datei.</translation>
    </message>
    <message>
      <source>{named} cannot be read; export the recording again.</source>
      <translation>{named} lässt sich nicht lesen; exportieren Sie die Aufnahme noch einmal.</translation>
    </message>
    <message>
      <source>{named} cannot be written: end it in {value}, or give the name of a folder for single pictures.</source>
      <translation>{named} lässt sich nicht schreiben: Der Name muss auf {value} enden, oder nennen Sie einen Ordner für einzelne Bilder.</translation>
    </message>
    <message>
      <source>{named} cannot be written: end its name in .glb, or name a folder for OBJ files.</source>
      <translation>{named} lässt sich nicht schreiben: Der Name muss auf .glb enden, oder nennen Sie einen Ordner für OBJ-Dateien.</translation>
    </message>
    <message>
      <source>{named} cannot be written: the project holds no CT skull; make it from a CT by 'nasion import-ct'.</source>
      <translation>{named} lässt sich nicht schreiben: Das Projekt enthält keinen CT-Schädel; machen Sie es mit „nasion import-ct“ aus einem CT.</translation>
    </message>
    <message>
      <source>{named} cannot be {number}{value}; choose a value from {number1} to {number2}{value}.</source>
      <translation>{named} kann nicht {number}{value} sein; wählen Sie einen Wert von {number1} bis {number2}{value}.</translation>
    </message>
    <message>
      <source>{named} cannot carry a picture: end its name in .obj, and take a scan with texture coordinates.</source>
      <translation>{named} kann kein Bild tragen: Der Name muss auf .obj enden, und der Scan muss Texturkoordinaten haben.</translation>
    </message>
    <message>
      <source>{named} cannot carry colours or values per vertex: end its name in .ply.</source>
      <translation>{named} kann keine Farben oder Werte je Eckpunkt tragen: Der Name muss auf .ply enden.</translation>
    </message>
    <message>
      <source>{named} cannot have fewer triangles and keep the scan's picture; export it as STL or PLY, or with all its triangles.</source>
      <translation>{named} kann nicht weniger Dreiecke haben und das Bild des Scans behalten; exportieren Sie es als STL oder PLY, oder mit allen Dreiecken.</translation>
    </message>
    <message>
      <source>{named} comes from a CT; import that again instead of fitting it.</source>
      <translation>{named} stammt aus einem CT; importieren Sie dieses noch einmal, statt es anzupassen.</translation>
    </message>
    <message>
      <source>{named} could not be read by {named1}; save it as JPEG.</source>
      <translation>{named} konnte von {named1} nicht gelesen werden; speichern Sie es als JPEG.</translation>
    </message>
    <message>
      <source>{named} does not fit into memory: reduce its number of triangles first.</source>
      <translation>{named} passt nicht in den Speicher: Verringern Sie erst die Zahl der Dreiecke.</translation>
    </message>
    <message>
      <source>{named} does not fit into memory: reduce the scan first.</source>
      <translation>{named} passt nicht in den Speicher: Verkleinern Sie erst den Scan.</translation>
    </message>
    <message>
      <source>{named} does not fit the predicted teeth: choose the other arch, or a scan of this person that lies in the frame that was told.</source>
      <translation>{named} passt nicht zu den vorhergesagten Zähnen: Wählen Sie den anderen Zahnbogen, oder einen Scan dieser Person, der im genannten Koordinatensystem liegt.</translation>
    </message>
    <message>
      <source>{named} does not have three numbers</source>
      <translation>{named} hat keine drei Zahlen</translation>
    </message>
    <message>
      <source>{named} does not look like a dental arch: choose a scan of one jaw's teeth, all around.</source>
      <translation>{named} sieht nicht wie ein Zahnbogen aus: Wählen Sie einen Scan der Zähne eines Kiefers, ganz herum.</translation>
    </message>
    <message>
      <source>{named} does not name the parts {value}</source>
      <translation>{named} nennt nicht die Teile {value}</translation>
    </message>
    <message>
      <source>{named} does not name {value}</source>
      <translation>{named} nennt nicht {value}</translation>
    </message>
    <message>
      <source>{named} exists already and is not empty: choose a new folder.</source>
      <translation>{named} gibt es schon und ist nicht leer: Wählen Sie einen neuen Ordner.</translation>
    </message>
    <message>
      <source>{named} hardly looks like a dental arch (confidence {number}): choose a scan of one jaw's teeth, all around.</source>
      <translation>{named} sieht kaum wie ein Zahnbogen aus (Sicherheit {number}): Wählen Sie einen Scan der Zähne eines Kiefers, ganz herum.</translation>
    </message>
    <message>
      <source>{named} has axes that are not at right angles (an uncorrected gantry tilt): import the DICOM series instead.</source>
      <translation>{named} hat Achsen, die nicht rechtwinklig stehen (eine nicht berichtigte Gantry-Kippung): Importieren Sie stattdessen die DICOM-Serie.</translation>
    </message>
    <message>
      <source>{named} has more than {number} frames; cut it into parts.</source>
      <translation>{named} hat mehr als {number} Bilder; schneiden Sie die Aufnahme in Stücke.</translation>
    </message>
    <message>
      <source>{named} has no column with the name of a blend shape such as 'jawOpen'; choose a CSV file of ARKit coefficients with a line of titles.</source>
      <translation>{named} hat keine Spalte mit dem Namen eines Blendshapes wie „jawOpen“; wählen Sie eine CSV-Datei mit ARKit-Koeffizienten und einer Titelzeile.</translation>
    </message>
    <message>
      <source>{named} has no depth; write LANDMARK=depth in mm.</source>
      <translation>{named} hat keine Tiefe; schreiben Sie LANDMARKE=Tiefe in mm.</translation>
    </message>
    <message>
      <source>{named} has no extension that can be written: end it in .obj, .ply or .stl.</source>
      <translation>{named} hat keine Endung, die sich schreiben lässt: Der Name muss auf .obj, .ply oder .stl enden.</translation>
    </message>
    <message>
      <source>{named} has no extension that can be written: end it in {value} or {value1}.</source>
      <translation>{named} hat keine Endung, die sich schreiben lässt: Der Name muss auf {value} oder {value1} enden.</translation>
    </message>
    <message>
      <source>{named} has no place; write LANDMARK=x,y,z in mm of the head frame.</source>
      <translation>{named} hat keinen Ort; schreiben Sie LANDMARKE=x,y,z in mm im Koordinatensystem des Kopfes.</translation>
    </message>
    <message>
      <source>{named} has no triangle with an area, so it shows no surface: export the scan again.</source>
      <translation>{named} hat kein Dreieck mit einer Fläche und zeigt darum keine Oberfläche: Exportieren Sie den Scan noch einmal.</translation>
    </message>
    <message>
      <source>{named} has no triangles; choose another file.</source>
      <translation>{named} hat keine Dreiecke; wählen Sie eine andere Datei.</translation>
    </message>
    <message>
      <source>{named} has no triangles; choose another surface.</source>
      <translation>{named} hat keine Dreiecke; wählen Sie eine andere Oberfläche.</translation>
    </message>
    <message>
      <source>{named} has only {value} usable points, too few for a face: choose a scan with at least {value1}.</source>
      <translation>{named} hat nur {value} brauchbare Punkte, zu wenige für ein Gesicht: Wählen Sie einen Scan mit mindestens {value1}.</translation>
    </message>
    <message>
      <source>{named} has too many pixels (millions at most: {value}); save it smaller.</source>
      <translation>{named} hat zu viele Pixel (höchstens {value} Millionen); speichern Sie es kleiner.</translation>
    </message>
    <message>
      <source>{named} has two columns for {value}: {named1} and {named2}; remove one.</source>
      <translation>{named} hat zwei Spalten für {value}: {named1} und {named2}; entfernen Sie eine.</translation>
    </message>
    <message>
      <source>{named} has {number} columns, which no recording of a face has; choose another file.</source>
      <translation>{named} hat {number} Spalten, so viele hat keine Aufnahme eines Gesichts; wählen Sie eine andere Datei.</translation>
    </message>
    <message>
      <source>{named} has {number} frames a second by its times, which should be seconds; correct them, or give the frames a second.</source>
      <translation>{named} hat nach seinen Zeiten, die Sekunden sein sollten, {number} Bilder je Sekunde; berichtigen Sie sie, oder geben Sie die Bilder je Sekunde an.</translation>
    </message>
    <message>
      <source>{named} has {number} vertices, but the first frame has {number1}; leave only frames of one kind.</source>
      <translation>{named} hat {number} Eckpunkte, das erste Bild aber {number1}; lassen Sie nur Bilder einer Art darin.</translation>
    </message>
    <message>
      <source>{named} has {value} frames but {named1} for {value1}; read it again.</source>
      <translation>{named} hat {value} Bilder, {named1} aber für {value1}; lesen Sie es noch einmal.</translation>
    </message>
    <message>
      <source>{named} has {value} voxels of up to {number} mm, too few or too large to show a face: choose a finer volume.</source>
      <translation>{named} hat {value} Voxel von bis zu {number} mm, zu wenige oder zu große, um ein Gesicht zu zeigen: Wählen Sie ein feineres Volumen.</translation>
    </message>
    <message>
      <source>{named} holds impossible values: remove it and add its case again.</source>
      <translation>{named} enthält unmögliche Werte: Entfernen Sie es, und fügen Sie seinen Fall noch einmal hinzu.</translation>
    </message>
    <message>
      <source>{named} holds meshes of several kinds ({value}); leave only the frames in it.</source>
      <translation>{named} enthält Netze verschiedener Art ({value}); lassen Sie nur die Bilder der Aufnahme darin.</translation>
    </message>
    <message>
      <source>{named} holds more than {number} files: choose the folder of one examination.</source>
      <translation>{named} enthält mehr als {number} Dateien: Wählen Sie den Ordner einer einzelnen Untersuchung.</translation>
    </message>
    <message>
      <source>{named} holds no CT skull; make it from a CT by 'nasion import-ct'.</source>
      <translation>{named} enthält keinen CT-Schädel; machen Sie ihn mit „nasion import-ct“ aus einem CT.</translation>
    </message>
    <message>
      <source>{named} holds no frames; choose a recording that does.</source>
      <translation>{named} enthält keine Bilder; wählen Sie eine Aufnahme mit Bildern.</translation>
    </message>
    <message>
      <source>{named} holds no landmarks; write a name and three numbers a line.</source>
      <translation>{named} enthält keine Landmarken; schreiben Sie in jede Zeile einen Namen und drei Zahlen.</translation>
    </message>
    <message>
      <source>{named} holds no mesh; choose a folder with one {value} file a frame.</source>
      <translation>{named} enthält kein Netz; wählen Sie einen Ordner mit einer {value}-Datei je Bild.</translation>
    </message>
    <message>
      <source>{named} holds no points: export the scan again.</source>
      <translation>{named} enthält keine Punkte: Exportieren Sie den Scan noch einmal.</translation>
    </message>
    <message>
      <source>{named} holds no scan to fit again; choose a scan file.</source>
      <translation>{named} enthält keinen Scan, der sich neu anpassen ließe; wählen Sie eine Scandatei.</translation>
    </message>
    <message>
      <source>{named} holds no scan; fit a scan first.</source>
      <translation>{named} enthält keinen Scan; passen Sie erst einen Scan an.</translation>
    </message>
    <message>
      <source>{named} holds no scan; leave out --scan, or fit a scan first.</source>
      <translation>{named} enthält keinen Scan; lassen Sie --scan weg, oder passen Sie erst einen Scan an.</translation>
    </message>
    <message>
      <source>{named} holds no text; choose a CSV file of ARKit coefficients.</source>
      <translation>{named} enthält keinen Text; wählen Sie eine CSV-Datei mit ARKit-Koeffizienten.</translation>
    </message>
    <message>
      <source>{named} holds several pictures; the first was taken.</source>
      <translation>{named} enthält mehrere Bilder; das erste wurde genommen.</translation>
    </message>
    <message>
      <source>{named} holds text, no picture; choose a JPEG or PNG file.</source>
      <translation>{named} enthält Text, kein Bild; wählen Sie eine JPEG- oder PNG-Datei.</translation>
    </message>
    <message>
      <source>{named} holds values that are no numbers: convert it again.</source>
      <translation>{named} enthält Werte, die keine Zahlen sind: Wandeln Sie es noch einmal um.</translation>
    </message>
    <message>
      <source>{named} holds {number} meshes; cut it into parts of {number1}.</source>
      <translation>{named} enthält {number} Netze; schneiden Sie die Aufnahme in Stücke von {number1}.</translation>
    </message>
    <message>
      <source>{named} holds {number} points but no triangles: make a surface of the point cloud first, for example by Poisson reconstruction in MeshLab.</source>
      <translation>{named} enthält {number} Punkte, aber keine Dreiecke: Machen Sie aus der Punktwolke erst eine Oberfläche, etwa durch Poisson-Rekonstruktion in MeshLab.</translation>
    </message>
    <message>
      <source>{named} holds {value}, but its name does not say so: rename it to {named1}{value1} and open it again.</source>
      <translation>{named} enthält {value}, was der Name nicht sagt: Nennen Sie die Datei {named1}{value1}, und öffnen Sie sie noch einmal.</translation>
    </message>
    <message>
      <source>{named} holds {value}, not a 3D scan: choose another file.</source>
      <translation>{named} enthält {value}, keinen 3D-Scan: Wählen Sie eine andere Datei.</translation>
    </message>
    <message>
      <source>{named} holds {value}, not {value1}: rename it to {named1}{value2} and open it again.</source>
      <translation>{named} enthält {value}, nicht {value1}: Nennen Sie die Datei {named1}{value2}, und öffnen Sie sie noch einmal.</translation>
    </message>
    <message>
      <source>{named} holds {value}: export the scan as one of {value1}.</source>
      <translation>{named} enthält {value}: Exportieren Sie den Scan als eines von {value1}.</translation>
    </message>
    <message>
      <source>{named} is a HEIC picture, and no program that reads these was found; save it as JPEG, or install heif-dec or the Python module pillow-heif.</source>
      <translation>{named} ist ein HEIC-Bild, und es wurde kein Programm gefunden, das solche liest; speichern Sie es als JPEG, oder installieren Sie heif-dec oder das Python-Modul pillow-heif.</translation>
    </message>
    <message>
      <source>{named} is a damaged DICOM file: copy the series from its source again.</source>
      <translation>{named} ist eine beschädigte DICOM-Datei: Kopieren Sie die Serie noch einmal von ihrer Quelle.</translation>
    </message>
    <message>
      <source>{named} is a film or a picture of an unknown kind; save one picture of it as JPEG.</source>
      <translation>{named} ist ein Film oder ein Bild unbekannter Art; speichern Sie ein Bild daraus als JPEG.</translation>
    </message>
    <message>
      <source>{named} is a folder: choose another name.</source>
      <translation>{named} ist ein Ordner: Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
      <source>{named} is a folder: choose the scan file in it.</source>
      <translation>{named} ist ein Ordner: Wählen Sie die Scandatei darin.</translation>
    </message>
    <message>
      <source>{named} is broken, because {number} of its {number1} points have no place (NaN or infinite): export the scan again.</source>
      <translation>{named} ist beschädigt, denn {number} von {number1} Punkten haben keinen Ort (NaN oder unendlich): Exportieren Sie den Scan noch einmal.</translation>
    </message>
    <message>
      <source>{named} is cut off in the middle of its picture: copy the series from its source again.</source>
      <translation>{named} bricht mitten im Bild ab: Kopieren Sie die Serie noch einmal von ihrer Quelle.</translation>
    </message>
    <message>
      <source>{named} is damaged ({value}); export the result again from its project.</source>
      <translation>{named} ist beschädigt ({value}); exportieren Sie das Ergebnis noch einmal aus seinem Projekt.</translation>
    </message>
    <message>
      <source>{named} is damaged ({value}); open an earlier copy of the project.</source>
      <translation>{named} ist beschädigt ({value}); öffnen Sie eine frühere Kopie des Projekts.</translation>
    </message>
    <message>
      <source>{named} is damaged ({value}); reinstall Nasion.</source>
      <translation>{named} ist beschädigt ({value}); installieren Sie Nasion neu.</translation>
    </message>
    <message>
      <source>{named} is damaged or not a whole picture; save it anew.</source>
      <translation>{named} ist beschädigt oder kein ganzes Bild; sichern Sie es neu.</translation>
    </message>
    <message>
      <source>{named} is empty: export the scan again.</source>
      <translation>{named} ist leer: Exportieren Sie den Scan noch einmal.</translation>
    </message>
    <message>
      <source>{named} is empty; copy it anew.</source>
      <translation>{named} ist leer; kopieren Sie es neu.</translation>
    </message>
    <message>
      <source>{named} is larger than 512 MB; save it smaller.</source>
      <translation>{named} ist größer als 512 MB; sichern Sie es kleiner.</translation>
    </message>
    <message>
      <source>{named} is larger than {value} MB</source>
      <translation>{named} ist größer als {value} MB</translation>
    </message>
    <message>
      <source>{named} is larger than {value} MB; cut it into parts.</source>
      <translation>{named} ist größer als {value} MB; schneiden Sie die Aufnahme in Stücke.</translation>
    </message>
    <message>
      <source>{named} is no JSON number</source>
      <translation>{named} ist keine JSON-Zahl</translation>
    </message>
    <message>
      <source>{named} is no kind of picture that can be written: choose a name that ends in .png.</source>
      <translation>{named} ist keine Art von Bild, die sich schreiben lässt: Wählen Sie einen Namen, der auf .png endet.</translation>
    </message>
    <message>
      <source>{named} is no picture that can be read; save it as JPEG or PNG.</source>
      <translation>{named} ist kein lesbares Bild; sichern Sie es als JPEG oder PNG.</translation>
    </message>
    <message>
      <source>{named} is no provenance of Nasion, or only a part of one; take the file that was written beside the result.</source>
      <translation>{named} ist kein Herkunftsnachweis von Nasion, oder nur ein Teil davon; nehmen Sie die Datei, die neben dem Ergebnis geschrieben wurde.</translation>
    </message>
    <message>
      <source>{named} is no recording; choose a CSV file of ARKit coefficients, or a folder with one mesh a frame.</source>
      <translation>{named} ist keine Aufnahme; wählen Sie eine CSV-Datei mit ARKit-Koeffizienten, oder einen Ordner mit einem Netz je Bild.</translation>
    </message>
    <message>
      <source>{named} is no single volume: convert one series of a CT.</source>
      <translation>{named} ist kein einzelnes Volumen: Wandeln Sie eine Serie eines CT um.</translation>
    </message>
    <message>
      <source>{named} is no turn: write an axis and a multiple of 90 degrees, such as x90 or y-90.</source>
      <translation>{named} ist keine Drehung: Schreiben Sie eine Achse und ein Vielfaches von 90 Grad, etwa x90 oder y-90.</translation>
    </message>
    <message>
      <source>{named} is no whole pair: remove it and add its case again.</source>
      <translation>{named} ist kein ganzes Paar: Entfernen Sie es, und fügen Sie seinen Fall noch einmal hinzu.</translation>
    </message>
    <message>
      <source>{named} is not a list of numbers</source>
      <translation>{named} ist keine Liste von Zahlen</translation>
    </message>
    <message>
      <source>{named} is not a number</source>
      <translation>{named} ist keine Zahl</translation>
    </message>
    <message>
      <source>{named} is not a short text</source>
      <translation>{named} ist kein kurzer Text</translation>
    </message>
    <message>
      <source>{named} is not a whole Nasion project; choose a .nasion file, or an earlier copy of this one.</source>
      <translation>{named} ist kein ganzes Nasion-Projekt; wählen Sie eine .nasion-Datei, oder eine frühere Kopie von dieser.</translation>
    </message>
    <message>
      <source>{named} is not an object</source>
      <translation>{named} ist kein Objekt</translation>
    </message>
    <message>
      <source>{named} is not the CT of this project: its skin lies elsewhere. Choose the folder or file that was imported.</source>
      <translation>{named} ist nicht das CT dieses Projekts: Seine Haut liegt anderswo. Wählen Sie den Ordner oder die Datei, die importiert wurde.</translation>
    </message>
    <message>
      <source>{named} is not the CT that the result was made of: its values differ; give that one.</source>
      <translation>{named} ist nicht das CT, aus dem das Ergebnis gemacht wurde: Seine Werte weichen ab; nennen Sie jenes.</translation>
    </message>
    <message>
      <source>{named} is not the recording that was played: its hash differs; give that.</source>
      <translation>{named} ist nicht die Aufnahme, die abgespielt wurde: Ihre Prüfsumme weicht ab; nennen Sie jene.</translation>
    </message>
    <message>
      <source>{named} is not the scan that was fitted, or was changed since; choose the file that was called {named1}, or open this one as a new scan.</source>
      <translation>{named} ist nicht der Scan, der angepasst wurde, oder wurde seither verändert; wählen Sie die Datei, die {named1} hieß, oder öffnen Sie diese als neuen Scan.</translation>
    </message>
    <message>
      <source>{named} is not understood; write {value} or {value}:sd, in mm.</source>
      <translation>{named} ist nicht zu verstehen; schreiben Sie {value} oder {value}:sd, in mm.</translation>
    </message>
    <message>
      <source>{named} is of a newer Nasion ({value}); update it.</source>
      <translation>{named} ist von einem neueren Nasion ({value}); aktualisieren Sie es.</translation>
    </message>
    <message>
      <source>{named} is of another kind than {named1}; name it alike.</source>
      <translation>{named} ist von anderer Art als {named1}; nennen Sie es entsprechend.</translation>
    </message>
    <message>
      <source>{named} is out of range</source>
      <translation>{named} liegt außerhalb des Bereichs</translation>
    </message>
    <message>
      <source>{named} is too large for a list of landmarks; choose another.</source>
      <translation>{named} ist für eine Liste von Landmarken zu groß; wählen Sie eine andere.</translation>
    </message>
    <message>
      <source>{named} is too large for a pair: remove it from the cohort.</source>
      <translation>{named} ist für ein Paar zu groß: Entfernen Sie es aus der Kohorte.</translation>
    </message>
    <message>
      <source>{named} is too large for a preset; choose another file.</source>
      <translation>{named} ist für eine Vorlage zu groß; wählen Sie eine andere Datei.</translation>
    </message>
    <message>
      <source>{named} is {number} units long, which is no dental arch in any unit: choose the scan of one jaw's teeth.</source>
      <translation>{named} ist {number} Einheiten lang, was in keiner Einheit ein Zahnbogen ist: Wählen Sie den Scan der Zähne eines Kiefers.</translation>
    </message>
    <message>
      <source>{named} is {value} x {value1} pixels; a face needs about 100.</source>
      <translation>{named} hat {value} x {value1} Pixel; ein Gesicht braucht etwa 100.</translation>
    </message>
    <message>
      <source>{named} names too much</source>
      <translation>{named} nennt zu viel</translation>
    </message>
    <message>
      <source>{named} scales the values of each frame differently, which Nasion does not read: export it as a series of single slices.</source>
      <translation>{named} rechnet die Werte jedes Bildes anders um, was Nasion nicht liest: Exportieren Sie es als Serie einzelner Schichten.</translation>
    </message>
    <message>
      <source>{named} shows no face in any frame; record it again.</source>
      <translation>{named} zeigt in keinem Bild ein Gesicht; nehmen Sie neu auf.</translation>
    </message>
    <message>
      <source>{named} shows no gum line that could be followed ({value} teeth found): choose a scan with the gums beside the teeth.</source>
      <translation>{named} zeigt keine Zahnfleischlinie, der sich folgen ließ ({value} Zähne gefunden): Wählen Sie einen Scan mit dem Zahnfleisch an den Zähnen.</translation>
    </message>
    <message>
      <source>{named} shows the face from the side only; add a photograph from the front.</source>
      <translation>{named} zeigt das Gesicht nur von der Seite; fügen Sie ein Foto von vorn hinzu.</translation>
    </message>
    <message>
      <source>{named} shows {value} faces; cut it to the patient's.</source>
      <translation>{named} zeigt {value} Gesichter; schneiden Sie das Bild auf das des Patienten zu.</translation>
    </message>
    <message>
      <source>{named} spans {number} frames at {number1} a second but has {number2} rows; check its column of times.</source>
      <translation>{named} umfasst {number} Bilder bei {number1} je Sekunde, hat aber {number2} Zeilen; prüfen Sie die Spalte der Zeiten.</translation>
    </message>
    <message>
      <source>{named} states an impossible orientation or pixel size: export the series again.</source>
      <translation>{named} nennt eine unmögliche Ausrichtung oder Pixelgröße: Exportieren Sie die Serie noch einmal.</translation>
    </message>
    <message>
      <source>{named} states no {value} of its slice: export the series again.</source>
      <translation>{named} nennt zu seiner Schicht nicht: {value}. Exportieren Sie die Serie noch einmal.</translation>
    </message>
    <message>
      <source>{named} vanished while it was read; open it again.</source>
      <translation>{named} verschwand während des Lesens; öffnen Sie es noch einmal.</translation>
    </message>
    <message>
      <source>{named} was made with other models, whose template differs: import its CT again and add it anew.</source>
      <translation>{named} wurde mit anderen Modellen gemacht, deren Vorlage abweicht: Importieren Sie das CT noch einmal, und fügen Sie es neu hinzu.</translation>
    </message>
    <message>
      <source>{named} was made with the models {named1} in another version than this face; fit its scan again with these.</source>
      <translation>{named} wurde mit den Modellen {named1} in einer anderen Version als dieses Gesicht gemacht; passen Sie den Scan mit diesen neu an.</translation>
    </message>
    <message>
      <source>{named} was not written ({value}): choose another folder.</source>
      <translation>{named} wurde nicht geschrieben ({value}): Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
      <source>{named} was not written, because a folder has that name: choose another name.</source>
      <translation>{named} wurde nicht geschrieben, weil ein Ordner so heißt: Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
      <source>{named} was not written, because its folder does not exist: create {named1}.</source>
      <translation>{named} wurde nicht geschrieben, weil es den Ordner nicht gibt: Legen Sie {named1} an.</translation>
    </message>
    <message>
      <source>{named} was not written, because its name is too long: choose a shorter one.</source>
      <translation>{named} wurde nicht geschrieben, weil der Name zu lang ist: Wählen Sie einen kürzeren.</translation>
    </message>
    <message>
      <source>{named} was not written, because the disk is full: free some space and try again.</source>
      <translation>{named} wurde nicht geschrieben, weil der Datenträger voll ist: Schaffen Sie Platz, und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
      <source>{named} was not written, because the folder or the file is read-only: choose another folder.</source>
      <translation>{named} wurde nicht geschrieben, weil der Ordner oder die Datei schreibgeschützt ist: Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
      <source>{named} was not written, because the surface has vertices without a place: undo the last edit and export again.</source>
      <translation>{named} wurde nicht geschrieben, weil die Oberfläche Eckpunkte ohne Ort hat: Nehmen Sie die letzte Bearbeitung zurück, und exportieren Sie noch einmal.</translation>
    </message>
    <message>
      <source>{named} was not written, because {value}.</source>
      <translation>{named} wurde nicht geschrieben, denn {value}.</translation>
    </message>
    <message>
      <source>{named} was read for other models with other expressions; read it again with this head open.</source>
      <translation>{named} wurde für andere Modelle mit anderen Gesichtsausdrücken gelesen; lesen Sie es noch einmal, während dieser Kopf offen ist.</translation>
    </message>
    <message>
      <source>{named} was saved by a newer Nasion ({value}); update Nasion to open it.</source>
      <translation>{named} wurde von einem neueren Nasion gesichert ({value}); aktualisieren Sie Nasion, um es zu öffnen.</translation>
    </message>
    <message>
      <source>{named} would hold a GLB: end its name in .glb.</source>
      <translation>{named} enthielte ein GLB: Der Name muss auf .glb enden.</translation>
    </message>
    <message>
      <source>{named}, line {value}, column {named1}: {value1} {value2}; correct it or export the recording again.</source>
      <translation>{named}, Zeile {value}, Spalte {named1}: {value1} {value2}; berichtigen Sie das, oder exportieren Sie die Aufnahme noch einmal.</translation>
    </message>
    <message>
      <source>{named}, line {value}, has {value1} cells instead of {value2}; it breaks off or a comma is missing. Export the recording again.</source>
      <translation>{named}, Zeile {value}, hat {value1} Zellen statt {value2}; die Datei bricht ab, oder ein Komma fehlt. Exportieren Sie die Aufnahme noch einmal.</translation>
    </message>
    <message>
      <source>{named}, line {value}: the cells cannot be told apart ({value1}); export the recording again.</source>
      <translation>{named}, Zeile {value}: Die Zellen lassen sich nicht trennen ({value1}); exportieren Sie die Aufnahme noch einmal.</translation>
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
      <translation>{name} ist nicht mehr da</translation>
    </message>
    <message>
      <source>{name} is open in another window; choose another name.</source>
      <translation>{name} ist in einem anderen Fenster offen; wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
      <source>{name} is the open project; choose another name for the copy.</source>
      <translation>{name} ist das offene Projekt; wählen Sie einen anderen Namen für die Kopie.</translation>
    </message>
    <message>
      <source>{name} opened.</source>
      <translation>{name} geöffnet.</translation>
    </message>
    <message>
      <source>{name} opens as soon as the models are there.</source>
      <translation>{name} öffnet sich, sobald die Modelle da sind.</translation>
    </message>
    <message>
      <source>{name} waits for the exact surface.</source>
      <translation>{name} wartet auf die exakte Oberfläche.</translation>
    </message>
    <message>
      <source>{name}, now</source>
      <translation>{name}, jetzt</translation>
    </message>
    <message>
      <source>{name}: about {count:,} triangles, {size}</source>
      <translation>{name}: etwa {count:,} Dreiecke, {size}</translation>
    </message>
    <message>
      <source>{name}: {after:,} of {before:,} triangles, {mean:.3f} mm from the full surface on average, at most {largest:.2f} mm.</source>
      <translation>{name}: {after:,} von {before:,} Dreiecken, im Mittel {mean:.3f} mm von der vollen Oberfläche entfernt, höchstens {largest:.2f} mm.</translation>
    </message>
    <message>
      <source>{name}: {state}, {width:.0f} × {height:.0f} × {depth:.0f} mm, {volume:.0f} ml of material, thinnest wall {wall:.1f} mm.</source>
      <translation>{name}: {state}, {width:.0f} × {height:.0f} × {depth:.0f} mm, {volume:.0f} ml Material, dünnste Wand {wall:.1f} mm.</translation>
    </message>
    <message>
      <source>{number} frames that came faster than {number1} a second were merged.</source>
      <translation>{number} Bilder, die schneller als {number1} je Sekunde kamen, wurden zusammengefasst.</translation>
    </message>
    <message>
      <source>{number} frames without a face were filled in.</source>
      <translation>{number} Bilder ohne Gesicht wurden ausgefüllt.</translation>
    </message>
    <message>
      <source>{number} mm on average</source>
      <translation>{number} mm im Mittel</translation>
    </message>
    <message>
      <source>{number} of {count}</source>
      <translation>{number} von {count}</translation>
    </message>
    <message>
      <source>{number} points without a place (NaN or infinite) and their triangles were dropped.</source>
      <translation>{number} Punkte ohne Ort (NaN oder unendlich) und ihre Dreiecke wurden weggelassen.</translation>
    </message>
    <message>
      <source>{number} skipped frames were filled in between their neighbours.</source>
      <translation>{number} ausgelassene Bilder wurden zwischen ihren Nachbarn ergänzt.</translation>
    </message>
    <message>
      <source>{number} weights slightly outside 0 to 1 were limited.</source>
      <translation>{number} Gewichte knapp außerhalb von 0 bis 1 wurden begrenzt.</translation>
    </message>
    <message>
      <source>{number}. {name}: focal length {focal:.0f} mm ({known}), {count} points by hand</source>
      <translation>{number}. {name}: Brennweite {focal:.0f} mm ({known}), {count} Punkte von Hand</translation>
    </message>
    <message>
      <source>{number}. {name}: seen without perspective, {count} points by hand</source>
      <translation>{number}. {name}: ohne Perspektive gesehen, {count} Punkte von Hand</translation>
    </message>
    <message>
      <source>{seconds:.1f} s on {device}</source>
      <translation>{seconds:.1f} s auf {device}</translation>
    </message>
    <message>
      <source>{second} against {first}. Red stands out, blue lies behind. {where}: {bias:+.2f} mm on average.</source>
      <translation>{second} gegen {first}. Rot steht vor, Blau liegt dahinter. {where}: {bias:+.2f} mm im Mittel.</translation>
    </message>
    <message>
      <source>{share} % sure</source>
      <translation>zu {share} % sicher</translation>
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
      <source>{size}: too large, choose less.</source>
      <translation>{size}: zu groß, wählen Sie weniger.</translation>
    </message>
    <message>
      <source>{source}, played by {who}</source>
      <translation>{source}, gespielt von {who}</translation>
    </message>
    <message>
      <source>{title} is not finished yet; wait for it or cancel it first.</source>
      <translation>{title}: noch nicht fertig; warten Sie oder brechen Sie zuerst ab.</translation>
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
      <source>{title} · {error:.1f} mm</source>
      <translation>{title} · {error:.1f} mm</translation>
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
      <source>{value:.0f} HU</source>
      <translation>{value:.0f} HU</translation>
    </message>
    <message>
      <source>{value} belongs on the {named}.</source>
      <translation>{value} gehört auf: {named}.</translation>
    </message>
    <message>
      <source>{value} can move by at most {number} mm and turn by at most {number1}°; choose less.</source>
      <translation>{value} lässt sich höchstens um {number} mm bewegen und um {number1}° drehen; wählen Sie weniger.</translation>
    </message>
    <message>
      <source>{value} cannot be {number}; choose a number.</source>
      <translation>{value} kann nicht {number} sein; wählen Sie eine Zahl.</translation>
    </message>
    <message>
      <source>{value} cannot bring {value1} to {number}{value2}; the model reaches about {number1}, choose a value nearer to that.</source>
      <translation>{value} kann {value1} nicht auf {number}{value2} bringen; das Modell erreicht etwa {number1}, wählen Sie einen Wert näher daran.</translation>
    </message>
    <message>
      <source>{value} does not change {value1} here; choose another measure.</source>
      <translation>{value} ändert {value1} hier nicht; wählen Sie ein anderes Maß.</translation>
    </message>
    <message>
      <source>{value} failed unexpectedly ({value1}: {value2}). Nothing was changed; please report it with the log.</source>
      <translation>{value} schlug unerwartet fehl ({value1}: {value2}). Nichts wurde verändert; bitte melden Sie es mit dem Protokoll.</translation>
    </message>
    <message>
      <source>{value} has no component {value1}; choose 1 to {value2}.</source>
      <translation>{value} hat keine Komponente {value1}; wählen Sie 1 bis {value2}.</translation>
    </message>
    <message>
      <source>{value} has {number} frames a second; give {number1} to {number2}.</source>
      <translation>{value} hat {number} Bilder je Sekunde; geben Sie {number1} bis {number2} an.</translation>
    </message>
    <message>
      <source>{value} has {value1} components, not {value2}; give a code of the same bundle.</source>
      <translation>{value} hat {value1} Komponenten, nicht {value2}; geben Sie einen Code desselben Bündels.</translation>
    </message>
    <message>
      <source>{value} holds no frames; record it again.</source>
      <translation>{value} enthält keine Bilder; nehmen Sie neu auf.</translation>
    </message>
    <message>
      <source>{value} holds weights that are no numbers; record it again.</source>
      <translation>{value} enthält Gewichte, die keine Zahlen sind; nehmen Sie neu auf.</translation>
    </message>
    <message>
      <source>{value} is locked; unlock it first.</source>
      <translation>{value} ist gesperrt; entsperren Sie es erst.</translation>
    </message>
    <message>
      <source>{value} is not among the chosen files, or was changed since the fit; choose the files that were fitted, or fit these as new photographs.</source>
      <translation>{value} ist nicht unter den gewählten Dateien oder wurde seit der Anpassung geändert; wählen Sie die angepassten Dateien, oder passen Sie diese als neue Fotos an.</translation>
    </message>
    <message>
      <source>{value} is not of one side; choose both sides for it.</source>
      <translation>{value} gehört nicht zu einer Seite; wählen Sie dafür beide Seiten.</translation>
    </message>
    <message>
      <source>{value} is the same in all people here; choose another measure.</source>
      <translation>{value} ist bei allen Menschen hier gleich; wählen Sie ein anderes Maß.</translation>
    </message>
    <message>
      <source>{value} landmarks are seen; mark at least {value1}.</source>
      <translation>{value} Landmarken sind zu sehen; setzen Sie mindestens {value1}.</translation>
    </message>
    <message>
      <source>{value} landmarks do not say how the head stands; set at least {value1}.</source>
      <translation>{value} Landmarken sagen nicht, wie der Kopf steht; setzen Sie mindestens {value1}.</translation>
    </message>
    <message>
      <source>{value} needs more graphics memory than there is. Nothing was changed.</source>
      <translation>{value} braucht mehr Grafikspeicher, als da ist. Nichts wurde verändert.</translation>
    </message>
    <message>
      <source>{value} needs more memory than there is; close other programs and try again. Nothing was changed.</source>
      <translation>{value} braucht mehr Speicher, als da ist; schließen Sie andere Programme, und versuchen Sie es noch einmal. Nichts wurde verändert.</translation>
    </message>
    <message>
      <source>{value} needs six finite numbers: mm to the left, up and forward, then three turns in degrees.</source>
      <translation>{value} braucht sechs endliche Zahlen: mm nach links, oben und vorn, dann drei Drehungen in Grad.</translation>
    </message>
    <message>
      <source>{value} of the bone</source>
      <translation>{value} des Knochens</translation>
    </message>
    <message>
      <source>{value} of {value1} tetrahedra of the volume mesh are inside out; mend the scan's folds, or use a coarser mesh.</source>
      <translation>{value} von {value1} Tetraedern des Volumennetzes sind umgestülpt; glätten Sie die Falten des Scans, oder benutzen Sie ein gröberes Netz.</translation>
    </message>
    <message>
      <source>{value} slices of the series lie where another one lies, so it holds several volumes or phases: export one of them as a series of its own.</source>
      <translation>{value} Schichten der Serie liegen, wo schon eine andere liegt; sie enthält also mehrere Volumen oder Phasen: Exportieren Sie eines davon als eigene Serie.</translation>
    </message>
    <message>
      <source>{value} was made with other models; make it again here.</source>
      <translation>{value} wurde mit anderen Modellen gemacht; machen Sie es hier neu.</translation>
    </message>
    <message>
      <source>{value} {number}{value1} is outside what the population has: {number1} to {number2}{value1}.</source>
      <translation>{value} {number}{value1} liegt außerhalb dessen, was die Population hat: {number1} bis {number2}{value1}.</translation>
    </message>
    <message>
      <source>{value} × {value1} pixels of {number} mm</source>
      <translation>{value} × {value1} Pixel von {number} mm</translation>
    </message>
    <message>
      <source>{value}, {value1} side only: {value2}</source>
      <translation>{value}, nur {value1}: {value2}</translation>
    </message>
    <message>
      <source>{value}: {value1}{value2} (standard deviations)</source>
      <translation>{value}: {value1}{value2} (Standardabweichungen)</translation>
    </message>
    <message>
      <source>{what} is not finished</source>
      <translation>{what}: nicht fertig</translation>
    </message>
    <message>
      <source>{what} {number} of {count}</source>
      <translation>{what} {number} von {count}</translation>
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
      <source>{wide:.0f} × {tall:.0f} × {deep:.0f} mm (wide, tall, deep)</source>
      <translation>{wide:.0f} × {tall:.0f} × {deep:.0f} mm (breit, hoch, tief)</translation>
    </message>
    <message>
      <source>{wide:.0f} × {tall:.0f} × {deep:.0f} mm ({unit}) · face {share} % sure · fitted to {error:.2f} mm</source>
      <translation>{wide:.0f} × {tall:.0f} × {deep:.0f} mm ({unit}) · Gesicht zu {share} % sicher · auf {error:.2f} mm angepasst</translation>
    </message>
    <message>
      <source>{width} × {height} pixels, PNG</source>
      <translation>{width} × {height} Pixel, PNG</translation>
    </message>
    <message>
      <source>{{"format": "nasion-history", "position": {value}, "steps": [
{value1}
]}}
</source>
      <translation>{{"format": "nasion-history", "position": {value}, "steps": [
{value1}
]}}
</translation>
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
      <translation>± {reach:g} mm</translation>
    </message>
    <message>
      <source>… outward</source>
      <translation>… nach außen</translation>
    </message>
    <message>
      <source>… upward</source>
      <translation>… aufwärts</translation>
    </message>
    <message>
      <source>▲ ▼ more than two standard deviations from the mean.</source>
      <translation>▲ ▼ mehr als zwei Standardabweichungen vom Mittelwert.</translation>
    </message>
  </context>
</TS>
