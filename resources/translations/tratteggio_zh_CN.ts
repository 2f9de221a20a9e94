<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>tratteggio</name>
  <message>
   <location filename="../../ui/panels/quality_view.py" />
   <source>
Only pieces of its shape found room, so the fill itself may turn out worse.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source> (as painted)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/quality_view.py" />
   <source> (give or take {spread})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_strip.py" />
   <source> Keep this picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source> Link again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source> To the photo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source> · LPIPS {lpips:.3f}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/fill_presenter.py" />
   <source> · {duration} left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source> · {left:.0f} s left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source> · {size} × {size} px</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/grid.py" />
   <source>, compared</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/grid.py" />
   <source>, explored</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>, {share:.3g} % of all that varies</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/base_panel.py" />
   <source>1 is the sample itself; towards 0 all samples become the mean picture, above 1 they leave what was learnt</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>1 to 9</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/shelf.py" />
   <source>; its presets belong to {join}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>A GIF has {MOST_GIF_FPS:g} frames a second at most, not {fps:g}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/add_model.py" />
   <source>A StyleGAN2 generator of another program (.pt or .pkl)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>A StyleGAN2 generator of {size} px, taken from {source}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/reshape.py" />
   <source>A change of the picture's shape is damaged.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/morph.py" />
   <source>A film has 2 to {MOST_FRAMES} frames, not {frames}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>A film has {LEAST_FPS:g} to {MOST_FPS:g} frames a second, not {fps:g}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/morph.py" />
   <source>A film has {MOST_KEYS} key frames at most.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>A film is {LEAST_SIZE} to {MOST_SIZE} px large, not {size} px.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>A film needs a frame at least.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/morph.py" />
   <source>A film needs two key frames at least.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source>A folder with a picture for each frame, nothing lost: for editing programs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/morph.py" />
   <source>A key frame starts from styles and has no latent.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>A latent that changes styles much</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>A latent that says much about photos (KL divergence)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/direction.py" />
   <source>A learned direction needs a name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/plan.py" />
   <source>A mask and a recipe each say what is to be filled.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/network.py" />
   <source>A newer version may know it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>A newer version of the program wrote this recipe.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/photo.py" />
   <source>A picture of shape {shape} and type {dtype} is not RGB of 8 or 16 bits.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>A picture of the latent studio, placed by hand.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>A picture of your own</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>A point without a seed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>A sample by chance</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>About Tratteggio</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Across</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/add_model.py" />
   <source>Add</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/add_model.py" />
   <source>Add a model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/add_model.py" />
   <source>Add a model…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/add_model.py" />
   <source>Add a model… {words}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>Add direction</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/plan.py" />
   <source>Add one called {stem}-mask.png.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>Add the canvas and fill it (Enter)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>Add the canvas and leave it marked, to fill it later</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/add_model.py" />
   <source>Added {label}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/add_model.py" />
   <source>Adding {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/layer_range.py" />
   <source>All</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>All side by side (G)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Alt and drag</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Alt and drag with the right button</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>Alt+Down</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>Alt+Up</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/hand_strokes.py" />
   <source>Alt+click the place to copy from first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/document/adjustment.py" />
   <source>An adjustment is damaged.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recipes/merging.py" />
   <source>An adjustment stays an adjustment: it has no pixels to merge.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source>Animated WebP</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>Another picture {number}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/grid.py" />
   <source>Another sample</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/grid.py" />
   <source>Another seed by chance (N)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/base_panel.py" />
   <source>Another seed of the noise</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/device.py" />
   <source>Apple GPU</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Arrow keys, Shift for fine, Home for its middle</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>Auto</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>Automatic</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>Automatic context</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/quality_view.py" />
   <source>Automatic takes this one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/writing.py" />
   <source>BMP cannot hold metadata; left out: {join}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.directions.json" />
   <source>Background</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.directions.json" />
   <source>Background greener</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.directions.json" />
   <source>Background lighter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.directions.json" />
   <source>Background warmer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>Batch of {folder}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>Between {seeds} seeds</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/widgets/swatch.py" />
   <source>Black</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>Blend the edge of the fill over this width</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Blink</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/widgets/swatch.py" />
   <source>Blue</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Bring back the point of the newest patch that came from here, and let it follow the sliders</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/request.py" />
   <source>Brush over what should go, then fill.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/start_page.py" />
   <source>Brush over what should go.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/quality_view.py" />
   <source>Brush over what should go: each method then repairs test holes beside it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>CNN repair</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <location filename="../../engine/device.py" />
   <source>CPU, {n} threads</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/extending.py" />
   <source>Cancelled; the canvas is as it was</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>Carries the edge inwards along its lines: fast, for specks.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>Carries the edge inwards: fast, for specks and scratches.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/morph.py" />
   <source>Change its length or its pace.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/masks.py" />
   <source>Check its name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/record.py" />
   <source>Check that {folder} is there and may be read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>Choose a file that Save recipe has written.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/shortcuts/files.py" />
   <source>Choose a file that was exported here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/reading.py" />
   <source>Choose a file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/locks.py" />
   <source>Choose a folder on another disk for the results.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/plan.py" />
   <source>Choose a folder that holds photos.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/reshape.py" />
   <source>Choose a part of it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/reshape.py" />
   <source>Choose a part that lies in the photo.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>Choose a photo to start from</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Choose a picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>Choose a picture to mix in</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>Choose a shorter name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>Choose an even size, or write WebP.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/files.py" />
   <source>Choose another file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/locks.py" />
   <source>Choose another folder for the results.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/plan.py" />
   <source>Choose another folder for them: originals are never written over.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>Choose another name, or remove that one first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>Choose another name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/morph.py" />
   <source>Choose another.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/device.py" />
   <source>Choose auto or one of: {join}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>Choose its model first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/inversion.py" />
   <source>Choose one inside its {width} x {height} px.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/plan.py" />
   <source>Choose one of: {known}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>Choose one of: {names}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/reading.py" />
   <source>Choose one that the file has.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/shelf.py" />
   <source>Choose that model, or another file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>Choose the context by the size of the hole</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source>Choose where the folder of pictures goes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>Choose…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Clear the marks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/document/adjustment.py" />
   <source>Click something of a middle grey.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/quality_view.py" />
   <source>Click to fill with it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/snapshots.py" />
   <source>Click to go back, drag to move.
Space: in the film or not. Delete: remove. Ctrl+arrows: move.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/hand_strokes.py" />
   <source>Clone stamp</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Close</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>Close it there first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/reshape.py" />
   <source>Close other photos first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/reading.py" />
   <source>Close other programs and try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/memory.py" />
   <source>Close other programs, or open a smaller copy.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/jobs.py" />
   <source>Close other programs, or work on a smaller area.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/writing.py" />
   <source>Close other programs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/tabs.py" />
   <source>Close the others</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/widgets/error_bar.py" />
   <source>Close this message</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/widgets/error_bar.py" />
   <source>Close this message (Esc)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/tabs.py" />
   <source>Close {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/tabs.py" />
   <source>Close {name}, which is not saved</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/direction.py" />
   <source>Closed form {index}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Closed-form directions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.directions.json" />
   <source>Clothes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.directions.json" />
   <source>Clothes greener</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.directions.json" />
   <source>Clothes lighter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.directions.json" />
   <source>Clothes warmer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/layer_range.py" />
   <source>Coarse</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/widgets/swatch.py" />
   <source>Colour of the mask</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Colours</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/command_palette.py" />
   <source>Commands found</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Compared with</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/race.py" />
   <source>Comparing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Comparing: choose a result</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Comparing: grid, wipe, blink, difference</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Comparing: keep the chosen one, or none</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Comparing: see the original, or the other one</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/compare_view.py" />
   <source>Comparing…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>Context</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>Continues texture and lines with patches of this photo.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/pillow_decoding.py" />
   <source>Convert it to 16 bits per channel in the program that made it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/tiff.py" />
   <source>Convert it to 8 or 16 bits per channel in the program that made it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/tiff.py" />
   <source>Convert it to RGB in the program that made it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>Copied the latent point as text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/widgets/error_bar.py" />
   <source>Copy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/point.py" />
   <source>Copy it again, whole.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/point.py" />
   <source>Copy it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/widgets/error_bar.py" />
   <source>Copy the details</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/jobs.py" />
   <source>Copy the details and report them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>Copy the latent point</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>Crop the photo first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/base_panel.py" />
   <source>Cutoff</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/widgets/swatch.py" />
   <source>Cyan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Default of a slider</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/presets_panel.py" />
   <source>Delete this preset</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>Delete this slider</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/presets_panel.py" />
   <source>Delete {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>Delete {spoken}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/widgets/error_bar.py" />
   <source>Details</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/widgets/error_bar.py" />
   <source>Details of the error</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>Device</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Difference</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Discard</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Double-click</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Down</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/unpickling.py" />
   <source>Download or copy it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>Drag an edge outwards first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>Drag an edge, choose a shape, or type</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/lattice.py" />
   <source>Drag between the seeds; arrow keys step, Shift for fine.
A sample dropped on a crossing stands there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/wander_map.py" />
   <source>Drag between the snapshots: what is near counts most.
Arrow keys step, Shift for fine.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Drag it there</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/placement_view.py" />
   <source>Drag the picture to move it, a corner to scale it, the knob to turn it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/crop_view.py" />
   <source>Drag the square to what is meant; a corner or the wheel scales it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Drag to see a frame; arrow keys go from frame to frame</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.directions.json" />
   <source>Drawing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>Drop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/start_page.py" />
   <source>Drop a photo here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Easing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>End it in .gif, .webp or .mp4, or name a folder for PNG pictures.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>End the search and keep its best point</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/command_palette.py" />
   <source>Enter runs the chosen command</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/widgets/name_edit.py" />
   <source>Enter takes the name, Escape leaves the old one</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Enter, Esc</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Erase for one stroke</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/shortcuts/keymap.py" />
   <source>Escape closes what lies over the photo.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Even pace</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/start_page.py" />
   <source>Every fill is a patch that lifts off again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>Every slider then works on your own picture.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/quality_view.py" />
   <source>Expected quality</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source>Export</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/presets_panel.py" />
   <source>Export presets</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source>Export the film</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/presets_panel.py" />
   <source>Export these presets to a file…</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <location filename="../../ui/studio/presets_panel.py" />
   <source>Exported {n} presets to {name}</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message>
   <location filename="../../ui/studio/presets_panel.py" />
   <source>Exporting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source>Export…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>Extend and fill</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>Extend and fill  ⏎</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/extension.py" />
   <source>Extend at least one side by 1 px or more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>Extend canvas</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/memory.py" />
   <source>Extend it by less, or close other programs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/extension.py" />
   <source>Extend it by less.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>Extend nothing (Esc)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>Extend only</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>Extend until the picture has this shape</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/extending.py" />
   <source>Extended; what is new is marked</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.directions.json" />
   <source>Face</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>Failed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>Feather</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/add_model.py" />
   <source>File</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/locks.py" />
   <source>Files in {folder} cannot be locked: {reason}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>Fill</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>Fill  ⏎</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>Fill this much beyond the mask, to take its shadow and edge along</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>Fill what is marked (Enter)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/models/registry.py" />
   <source>Fill with another method; `python main.py models list` shows the models there are.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>Filled</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>Filling</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/race.py" />
   <source>Filling… {fraction:.0f} %</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Film</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Film saved as {name}, {weight}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/command_palette.py" />
   <source>Find a command</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Find a slider</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>Finding directions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/layer_range.py" />
   <source>Fine</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/base_panel.py" />
   <source>Fine detail by chance, such as single hairs; off, it is left out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Fine steps of a slider</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>First steps</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Fit the picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Fit to the place</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Flow through</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/hands.py" />
   <source>Flow {percent} %</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_strip.py" />
   <source>Fold or unfold the snapshots</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/widgets/section.py" />
   <source>Fold or unfold {title}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_strip.py" />
   <source>Fold the snapshots</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/slider_group.py" />
   <source>Fold {title}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Follows the sliders</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../resources/models/landscapes-gan.directions.json" />
   <source>Form</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source>Format</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>Frame {done} of {frames}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source>Frames a second</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>Free</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>From Retouch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>From a photo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>GAN repair</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Gain</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>Get the file again, or choose another.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/plan.py" />
   <source>Give a mask, a folder of masks, or a recipe: one of them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/metrics/lpips.py" />
   <source>Give a safetensors file with LPIPS-Alex or LPIPS-VGG weights, or leave LPIPS out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>Give access to it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/work.py" />
   <source>Give it a mask.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/writing.py" />
   <source>Give it one of these endings: {join}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>Give it one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Go here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/morph.py" />
   <source>Go through styles instead.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Go to a frame</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/snapshots.py" />
   <source>Go to a snapshot</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Go to this frame</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/widgets/swatch.py" />
   <source>Green</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Grid</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>Grow</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Guide to Latents</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.directions.json" />
   <source>Hair</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.directions.json" />
   <source>Hair at the sides</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.directions.json" />
   <source>Hair lighter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.directions.json" />
   <source>Hair on top</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.directions.json" />
   <source>Hair warmer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/hand_strokes.py" />
   <source>Healing brush</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/widgets/error_bar.py" />
   <source>Help with this error</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Hold Space</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../resources/models/landscapes-gan.directions.json" />
   <source>Horizon higher</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>How far a seed may lead away from the mean fill, which is 0 %</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>How far its colours follow the photo around it; at 0 only the seam does</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>How far the slider goes to either side</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>How far two are apart (D)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>How large the photo was before it was cropped is not known, so its recipe cannot be saved.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>How large the picture is, by the place that is masked</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>How long the film is</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>How long the search goes on: more steps come nearer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/lattice.py" />
   <source>How many seeds the lattice spans</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>How much around the hole the method may look at</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>How much is added {where}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>How much its edges are steepened where it is enlarged</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>How much the difference is brightened</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>How often a second the two change places</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>How the hole is filled</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>How this model's pictures vary most; nobody has named these yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Hz</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Import a mask</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Import presets</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/presets_panel.py" />
   <source>Import presets from a file…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>Import the model first, or copy a point of one that is installed.</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <location filename="../../ui/studio/presets_panel.py" />
   <source>Imported {n} presets from {name}</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message>
   <location filename="../../ui/studio/presets_panel.py" />
   <source>Importing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>In the photo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.directions.json" />
   <source>Ink outlines</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/formats.py" />
   <source>Install the "{name}" extra with: python -m pip install {package}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>Install the program again, or fill with another method.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>Invents what could be there: every seed paints another.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/jpeg.py" />
   <source>It also holds a preview or an HDR gain map, which does not fit a changed photo and is not saved.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/document/adjustment.py" />
   <source>It can be left out and set anew.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/race.py" />
   <source>It failed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/pillow_decoding.py" />
   <source>It has a fourth channel that is no transparency; it was left out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/tiff.py" />
   <source>It has channels beside colour and transparency; they were left out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/work.py" />
   <source>It was not made by this batch, or has been changed since. Move it away, or allow replacing files.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/quality_view.py" />
   <source>It was not tried here: it was still loading, took too long, or failed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/pillow_decoding.py" />
   <source>Its Lab colours were converted to sRGB.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Its fills are lost if you do not save.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/pillow_decoding.py" />
   <source>Its premultiplied transparency was undone, which rounds faint pixels.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/formats.py" />
   <source>JPEG XL</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/formats.py" />
   <source>JPEG, PNG, TIFF, WebP, BMP, AVIF or GIF</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Keep  ⏎</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_strip.py" />
   <source>Keep a snapshot</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Keep one of the candidates</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_strip.py" />
   <source>Keep pictures that you like: go back to them, wander between them on a map, make a film of them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Keep the chosen result</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_strip.py" />
   <source>Keep this place, to come back to it (S)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/wander_map.py" />
   <source>Keep two snapshots to wander between them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Keep {label}  ⏎</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>Keeping the card</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>Keeping the weights</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>Keeping your sliders</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Key A puts the chosen one here, key 0 the original</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/snapshots.py" />
   <source>Key {key}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Keyboard shortcuts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Keys 1 to 9 choose it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source>Kind of file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../resources/models/landscapes-gan.directions.json" />
   <source>Land</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../resources/models/landscapes-gan.directions.json" />
   <source>Land greener</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../resources/models/landscapes-gan.directions.json" />
   <source>Land lighter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../resources/models/landscapes-gan.directions.json" />
   <source>Land rougher</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../resources/models/landscapes-gan.directions.json" />
   <source>Land warmer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../resources/models/landscapes-gan.json" />
   <source>Landscapes (GAN)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>Latent studio</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/direction.py" />
   <source>Latent {index}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Latents: compare a sample with the picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Latents: put a sample into the lattice or a mix</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Latents: step through the seed lattice</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Lay the chosen result over the photo (Enter)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Lay the picture over the masked place; it follows the sliders from then on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/layer_range.py" />
   <source>Layer {layer} of {layers}: {side} × {side} px, {WHAT}
Drag over the layers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/base_panel.py" />
   <source>Layers from this one on keep their own style; coarse form is truncated, colours and detail are not</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Layers of {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>Layers, reach, name and place</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Lead back from the last key frame to the first, without a jump</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>Learn again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>Learn it again, or copy the point from where it is known.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Learned</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/direction.py" />
   <source>Learned from {more} samples with more and {less} with less</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Learning</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/patchmatch.py" />
   <source>Leave some of the photo unmasked.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Leave the patch on the photo as it is now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Leave without keeping any</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Leave; nothing changes (Esc)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Length</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>Let go of this photo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>Let the photo be searched for instead.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/add_model.py" />
   <source>Licence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/fill_presenter.py" />
   <source>Lifted the patch off</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../resources/models/landscapes-gan.directions.json" />
   <source>Light</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Link again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/inversion.py" />
   <source>Loading the model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>Look again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>Looking for a GPU…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Looking for directions…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Loop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>MP4 films need the package “av”, which is not installed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source>MP4 video</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/widgets/swatch.py" />
   <source>Magenta</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Make a slider of what is marked</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>Make it first, or choose another.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Make slider</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>Make some room there, or save it somewhere else.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Make this frame the point, so that sliders work on it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/morph.py" />
   <source>Make two films of it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/wander_map.py" />
   <source>Map of the snapshots</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Mark as {word}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/direction.py" />
   <source>Mark at least {FEWEST_MARKS} of each.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/direction.py" />
   <source>Mark other samples.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Mark pictures that have more and pictures that have less of something, here or in the samples. A slider is made of them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Mark the current picture as having {word} of it ({key}); once more takes the mark away</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/mark_thumbs.py" />
   <source>Mark the sample as {word}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/mark_thumbs.py" />
   <source>Mark this sample as having {word} of something ({key})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Mark {join}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Marked as {word}, {number}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Marked as {word}; click to take the mark away</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Mask pictures</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>Masks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/placed.py" />
   <source>Matching the colours</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/quality_view.py" />
   <source>Measured on {holes} punched beside your mask.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/inversion.py" />
   <source>Measuring</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/processes.py" />
   <source>Memory may be short: use fewer processes, then run the batch again; it goes on from here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>Method</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/layer_range.py" />
   <source>Middle</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Mirror the picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>Mix in</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>Mix in a sample</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>Mix in a sample by chance</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>Mix in another sample</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>Mix in…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>Mix styles</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>Model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>More about {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../resources/models/landscapes-gan.directions.json" />
   <source>More colour</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../resources/models/landscapes-gan.directions.json" />
   <source>More contrast</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source>More is smoother, and larger</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/slider_group.py" />
   <source>More of {title}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/grid.py" />
   <source>More seeds</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Most informative latents</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Mouse and held keys</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/presets_panel.py" />
   <source>Move a slider first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>Move direction</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Move every slider in sight a little by chance</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/lattice.py" />
   <source>Move in the lattice</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>Move snapshot</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/presets_panel.py" />
   <source>Move some sliders, then save them here under a name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Move the photo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>Move the sliders back towards their middle.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>Move {spoken} {word}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>Move {word} ({keys})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Moves the picture down, in sides of the place</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Moves the picture to the right, in sides of the place</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/stylegan2.py" />
   <source>NVlabs state dict, {container}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/stylegan2.py" />
   <source>NVlabs, {container}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/add_model.py" />
   <source>Name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>Name a GAN or a VAE.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/plan.py" />
   <source>Name a folder for the results.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>Name a new folder, or an empty one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/morph.py" />
   <source>Name another seed, or keep another picture.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/presets_panel.py" />
   <source>Name of the new preset</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Name of the new slider</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Name of the slider</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Name the slider first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Named</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>Navier-Stokes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/widgets/name_edit.py" />
   <source>New name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>No generator</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>No generator is installed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/selftest.py" />
   <source>No method repaired {holes} in this photo clearly better than {default}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>No result yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>No slider has this name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/base_panel.py" />
   <source>Noise</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>None is installed; add a model to the latent studio first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/tabs.py" />
   <source>Not saved</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>Notes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/work.py" />
   <source>Nothing can be written in {folder}: {reason}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/reading.py" />
   <source>Nothing in it was run. What can be taken: StyleGAN2 generators of rosinality's program (.pt, with g_ema) and of NVlabs' (.pkl, with G_ema).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/request.py" />
   <source>Nothing is masked.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/reshape.py" />
   <source>Nothing of the photo would be left.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/work.py" />
   <source>Nothing says what is to be filled in {name}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/plan.py" />
   <source>Nothing says what is to be filled.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/direction.py" />
   <source>Nothing tells what is marked as more from what is marked as less.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/base_panel.py" />
   <source>Off</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/base_panel.py" />
   <source>On</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/point.py" />
   <source>One begins with {PREFIX}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>Only models that were added can be removed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>Only pictures of the same model can be mixed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Open</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/files.py" />
   <source>Open a copy of it, or save it anew.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Open a photo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/start_page.py" />
   <source>Open a photo…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/memory.py" />
   <source>Open a smaller copy, or raise the limit in the settings.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/tabs.py" />
   <source>Open another photo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/tabs.py" />
   <source>Open photos</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>Open the model once more</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>Open the original file and retouch that.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/reshape.py" />
   <source>Open the photo and crop or turn it anew.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recovery/recovering.py" />
   <source>Open the photo anew.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/start_page.py" />
   <source>Open the sample</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/reading.py" />
   <source>Open {READABLE_TITLE}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/start_page.py" />
   <source>Open {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>Opening the model</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Opening the model…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/inverting.py" />
   <source>Opening {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/widgets/swatch.py" />
   <source>Orange</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Original</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/base_panel.py" />
   <source>Other fine detail on the same picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/base_panel.py" />
   <source>Other noise</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/grid.py" />
   <source>Other seeds</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/lattice.py" />
   <source>Other seeds around this sample</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/lattice.py" />
   <source>Other seeds in the lattice</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/widgets/swatch.py" />
   <source>Other…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Over how much of the place it fades in from the edge</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source>PNG pictures</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>PSNR {psnr:.1f} dB · SSIM {ssim:.2f}{seen}
{how} · {duration}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source>Pace</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/masks.py" />
   <source>Paint in it white what is to be filled, or leave the photo out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/placed.py" />
   <source>Painting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>Painting a first picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>Paints the mean of what a network expects there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>Paints with a network.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>Paste</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>Paste a latent point</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>PatchMatch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Pause the film</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>Per cent</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>Photo stays: {words}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/inverting.py" />
   <source>Photo to latent</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>Photos</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>Photos ({patterns})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/plan.py" />
   <source>Photos cannot be saved as “{suffix}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>Picture {number}, layers taken</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>Pixels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/request.py" />
   <source>Place a picture from the latent studio, or fill with another method.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Place in the film</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/placed.py" />
   <source>Placing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Play or pause (P)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Play the film</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/work.py" />
   <source>Please report it, with the details in the batch's report.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.json" />
   <source>Portraits (GAN)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../resources/models/portraits-vae.json" />
   <source>Portraits (VAE)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/presets_panel.py" />
   <source>Preset {name}, {value}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Presets</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/presets_panel.py" />
   <source>Presets (*{SUFFIX})</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Press 1 to {count} to choose, Enter to keep; hold Space to see the </source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/start_page.py" />
   <source>Press Enter, and it is filled.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Principal directions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/direction.py" />
   <source>Principal {index}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>Program</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>Progress of the fill</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Progress of the film</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>Progress of the search</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Put every slider back to its middle</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recovery/base.py" />
   <source>Put it back into {folder} as it was, and recover again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/models/weights.py" />
   <source>Put the original file back, or choose another method.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/catalog.py" />
   <source>Put the original file back.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recovery/recovering.py" />
   <source>Put the photo back as it was, and recover again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>Random seed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Randomise a little</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Rate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>Reach</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/race.py" />
   <source>Reading a result</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/race.py" />
   <source>Reading the original</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/inverting.py" />
   <source>Reading the photo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/inversion.py" />
   <source>Reading the picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>Reading your sliders</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>Reading {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/start_page.py" />
   <source>Recent photos</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>Recipe</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recovery/recovering.py" />
   <source>Recover</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/widgets/swatch.py" />
   <source>Red</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>Redo {lower}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>Refine</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>Remove direction</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/models/registry.py" />
   <source>Remove one of them; {name} is the second.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>Remove picture {number}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>Remove preset</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>Remove snapshot</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/snapshots.py" />
   <source>Remove snapshot {number}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/models/registry.py" />
   <source>Remove {path}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/snapshots.py" />
   <source>Remove; undo brings it back (Del)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/snapshots.py" />
   <source>Removed the snapshot</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>Rename (F2)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>Rename direction</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>Rename preset</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/presets_panel.py" />
   <source>Rename {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>Rename {spoken}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source>Repeats by itself in browsers; smaller and finer than a GIF.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source>Repeats by itself nearly everywhere, with 255 colours for the whole film.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Replace</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>Replace it, or choose a name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/writing.py" />
   <source>Replace it, or choose another name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Replace the original {name}?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>Reset</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Reset all sliders</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Reset the sliders</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Rest at each</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Rest at each key frame, go at an even pace from one to the next, or flow through all of them on a curve</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/processes.py" />
   <source>Restart the program; if that does not help, report what stands above.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Result to compare</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>Results</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Results side by side</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>Roll another seed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/grid.py" />
   <source>Samples</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/grid.py" />
   <source>Samples of further seeds</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/grid.py" />
   <source>Samples of other seeds (Shift+N)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Save</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Save as…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Save here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recipes/packed.py" />
   <source>Save it anew from the photo that it came from.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/encoding.py" />
   <source>Save it as PNG or TIFF.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/writing.py" />
   <source>Save it in another format.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>Save it somewhere else, or under another name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/writing.py" />
   <source>Save it under another name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/presets_panel.py" />
   <source>Save preset</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Save the changes to {name}?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/presets_panel.py" />
   <source>Save these sliders</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Saving makes a new file in the same folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/direction.py" />
   <source>Say what there should be more of.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/placing.py" />
   <source>Scale it by {LEAST_SCALE:g} to {MOST_SCALE:g}, and keep it near the masked place.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/placement_view.py" />
   <source>Scale the picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/widgets/overlay_scroll_area.py" />
   <source>Scroll the panels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/command_palette.py" />
   <source>Search commands</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>Search for a point that comes nearer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/inverting.py" />
   <source>Searching for the photo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>Seed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/lattice.py" />
   <source>Seed lattice</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/base_panel.py" />
   <source>Seed of the noise</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>Seed {seeds}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/grid.py" />
   <source>Seed {seed}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/grid.py" />
   <source>Seed {seed}{state}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/lattice.py" />
   <source>Seeds in the lattice</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>Shape</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Sharpness</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Shift</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/shortcuts/keymap.py" />
   <source>Shift and a digit set the flow of the brush.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Shift and click</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Shift and click, or Shift+Enter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recipes/merging.py" />
   <source>Show both patches first: what is hidden would be lost.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Show it in the photo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>Show one picture again (Esc)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Show only sliders of this name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/slider_group.py" />
   <source>Show {hidden} more</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source>Size</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Size and hardness by hand</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.directions.json" />
   <source>Skin lighter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../resources/models/landscapes-gan.directions.json" />
   <source>Sky</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../resources/models/landscapes-gan.directions.json" />
   <source>Sky lighter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../resources/models/landscapes-gan.directions.json" />
   <source>Sky warmer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Sliders</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Sliders come with a model.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Sliders made of the samples that you have marked</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>Sliders that this model does not have were left out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source>Small, and opens everywhere. It plays once; players can repeat it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>Snapshot</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>Snapshot {number}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_strip.py" />
   <source>Snapshots</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_strip.py" />
   <source>Snapshots · {kept}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Soft edge</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/work.py" />
   <source>Something went wrong inside the program ({kind}: {error}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Space and drag, or the middle button</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>Speed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>Start from a photo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>Start from the photo in Retouch</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>Started</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/inversion.py" />
   <source>Step {made} of {steps}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>Steps</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Stop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>Stop comparing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>Stop the work that is running (Esc)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Stop what still runs; keep what has come</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Stop writing the film</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/race.py" />
   <source>Stopped</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Stopped; no film was written</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/cli/batch.py" />
   <source>Stopping…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Straight line from the last point</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/add_model.py" />
   <source>StyleGAN2 generators can be added: a .pt of rosinality’s program or a .pkl of NVlabs’. The file is only read, and nothing in it is run. Its weights are copied to your own models.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/add_model.py" />
   <source>StyleGAN2 models (*.pt *.pth *.pkl);;All files (*)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>Swap the compared</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/shortcuts/keymap.py" />
   <source>Tab goes from control to control.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>Take a point of this model.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Take all marks away</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>Take fewer, or write WebP or MP4.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/snapshots.py" />
   <source>Take into the film</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/morph.py" />
   <source>Take key frames of one model.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/snapshots.py" />
   <source>Take out of the film</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>Take the coarse, middle or fine layers of another picture: its pose, its features, or its colours.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>Take this picture out of the mix</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>Taken from another program's file: what it learnt from, under which licences, and how good it is are not known here. It has no encoder, so that a photo's latent is found by optimisation alone. The file's own fixed noise maps are not kept; noise is made from a seed, as with every other model.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Teach a slider</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>Telea</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/metrics/lpips.py" />
   <source>The LPIPS weights {path} cannot be used ({name}: {error}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/shortcuts/keymap.py" />
   <source>The arrow keys move the photo.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/extension.py" />
   <source>The canvas would stay as it is.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/placing.py" />
   <source>The colour match or the sharpness is out of range.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/quality_view.py" />
   <source>The computer was too busy: no test hole was done in time.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/request.py" />
   <source>The context is negative.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/device.py" />
   <source>The device "{wish}" {what}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/shortcuts/keymap.py" />
   <source>The digits keep candidates.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>The direction {direction} is not among those of the model.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>The direction {name} is one of the model {model}, not of {name2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/memory.py" />
   <source>The extended photo would have {width:,} x {height:,} px, {area:,.1f} megapixels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/request.py" />
   <source>The feather is out of range.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/tiff.py" />
   <source>The file holds 16-bit samples in a colour space other than RGB, grey or CMYK.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/pillow_decoding.py" />
   <source>The file holds floating-point samples, which have no fixed white.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/pillow_decoding.py" />
   <source>The file holds samples of a kind that is not a photo's ({mode}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/reading.py" />
   <source>The file holds {frames} pictures; the first was opened.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/tiff.py" />
   <source>The file holds {kind} samples.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/pillow_decoding.py" />
   <source>The file is damaged or cut off: what could be decoded is shown, the rest is blank.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/pillow_decoding.py" />
   <source>The file is damaged, and nothing of the picture can be decoded.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/extending.py" />
   <source>The fill failed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>The film could not be encoded ({error}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>The folder {added_dir} cannot be made: {strerror}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/run.py" />
   <source>The folder {folder} cannot be made: {reason}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/masks.py" />
   <source>The folder {folder} cannot be read: {reason}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>The folder “{name}” holds other things, such as “{other}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>The generator that paints</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/request.py" />
   <source>The growth is out of range.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/morph.py" />
   <source>The key frames are of different models.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>The latents of which this model makes most use, one by one</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/patchmatch.py" />
   <source>The mask covers everything there is to fill from.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/masks.py" />
   <source>The mask {name} is black all over.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/masks.py" />
   <source>The mask {name} was scaled from {old} to {new} px.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>The method that repairs test holes in this photo best.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/models/card.py" />
   <source>The model card {name} cannot be used: {error!r}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/models/card.py" />
   <source>The model card {name} names an unknown purpose, {purpose!r}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/models/registry.py" />
   <source>The model card {name} names the model {name2}, which {why}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>The model has no name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>The model {model} is not installed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>The model {name} came with the program.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>The model {name} cannot be removed: {strerror}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>The model {name} could not be opened.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/models/registry.py" />
   <source>The model {name} is not part of this installation.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/writing.py" />
   <source>The name “{name}” does not say in which format to save.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/catalog.py" />
   <source>The names of directions in {name} cannot be used: {error}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>The network cannot be loaded: {error}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/placing.py" />
   <source>The patch can be kept, but not made again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>The photo as it was before the fills would be gone. Saving under another name keeps it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/presenter.py" />
   <source>The photo changed, so the comparison was closed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>The photo stays: {words}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/hand_strokes.py" />
   <source>The photo took another shape while a stroke was being healed, so the stroke was left out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/reshape.py" />
   <source>The photo would stay as it is.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recovery/base.py" />
   <source>The photo {name} is not there any more, or has been changed since.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/writing.py" />
   <source>The photo's grey colour profile does not fit RGB and was left out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/inverting.py" />
   <source>The photo's point could not be found.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/picture_view.py" />
   <source>The picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/placing.py" />
   <source>The picture cannot be placed like this.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/photo.py" />
   <source>The picture has no pixels.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/placement_view.py" />
   <source>The picture in the photo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>The picture that is compared with</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/writing.py" />
   <source>The pixels to save do not fit the photo in size or depth.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/processes.py" />
   <source>The process that filled {name} ended by itself ({how}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/processes.py" />
   <source>The processes that fill cannot be started (exit code {code}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recipes/packed.py" />
   <source>The recipe is damaged.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recipes/packed.py" />
   <source>The recipe is damaged: {what}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>The recipe is for photos of {width} × {height} px, or of the same proportions; this one has {w} × {h}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>The recipe is too large to be read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/placing.py" />
   <source>The recipe of this patch does not say what was placed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/record.py" />
   <source>The record {path} cannot be read: {reason}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/cli/batch.py" />
   <source>The report: {path}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/work.py" />
   <source>The result {name} would be written over {path}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/plan.py" />
   <source>The results would lie among the masks, in {folder}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/plan.py" />
   <source>The results would lie among the photos, in {folder}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>The run</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>The run was stopped before its end. Started again, it goes on from here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/cli/batch.py" />
   <source>The same command goes on from here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>The same seed gives the same result again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/grid.py" />
   <source>The same seed gives the same sample again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/request.py" />
   <source>The seed is negative.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/network.py" />
   <source>The settings of {label} do not fit its network.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/network.py" />
   <source>The settings of {label} do not fit its network: {error!r}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source>The side of the film in pixels</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>The sides of an MP4 are even; {width} x {height} px are not.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/shortcuts/keymap.py" />
   <source>The space bar is held to move the photo.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/inversion.py" />
   <source>The square lies beside the photo.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/crop_view.py" />
   <source>The square of the photo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>The studio explores what a generator can paint. This installation came without one: put the folder resources/models back as it was downloaded, or add a StyleGAN2 model of your own.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/direction.py" />
   <source>The styles' own main axes (GANSpace)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/network.py" />
   <source>The tensor {name} in {name2} has the shape {shapes}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/network.py" />
   <source>The tensor {name} in {name2} holds numbers that are not finite.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/photo.py" />
   <source>The transparency does not fit the picture in size or depth.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/request.py" />
   <source>The variation is out of range.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/models/weights.py" />
   <source>The weights file {name} cannot be read: {strerror}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/models/loader.py" />
   <source>The weights file {name} holds a tensor that its network lacks: {surplus}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/network.py" />
   <source>The weights file {name} is damaged: {error}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/models/weights.py" />
   <source>The weights file {name} is not the one that its card describes.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/network.py" />
   <source>The weights file {name} lacks the tensor {name2}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/encoding.py" />
   <source>The {title} data are larger than a JPEG can hold and were left out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/plan.py" />
   <source>There are no photos in {folder}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>There are: {names}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>There is a model named {name} already.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/work.py" />
   <source>There is already a file {name} in {folder}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>There is already a file “{name}” in {parent}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>There is no added model named {name}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/reading.py" />
   <source>There is no file “{name}” in {parent}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/morph.py" />
   <source>There is no film with {easing} easing through {path}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>There is no folder {parent}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>There is no generator named {name}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>There is no latent point on the clipboard</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/plan.py" />
   <source>There is no mask for {name} in {folder}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/plan.py" />
   <source>There is no mask {path}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recipes/merging.py" />
   <source>There is no patch below it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/plan.py" />
   <source>There is no recipe {path}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/quality_view.py" />
   <source>There is no room for a test hole beside the mask.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>There is no way to fill called "{method_id}".</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/work.py" />
   <source>There was not enough memory for {name}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/extension.py" />
   <source>There was not enough memory to extend the photo.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/reading.py" />
   <source>There was not enough memory to open “{name}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/reading.py" />
   <source>There was not enough memory to read {name}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/reshape.py" />
   <source>There was not enough memory to reshape the photo.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/writing.py" />
   <source>There was too little memory to save “{name}”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>These styles are none of {label}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/pillow_decoding.py" />
   <source>This AVIF stores {bits} bits per channel; it was read at 8 bits.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/extras.py" />
   <source>This camera raw file was developed with the camera's white balance; save it in another format.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/point.py" />
   <source>This is no latent point of Tratteggio ({error}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>This is no recipe of Tratteggio.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>This latent is none of {label}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/point.py" />
   <source>This latent point has been cut or changed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>This model knows no directions.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>This picture, to go on from another</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>This point is one of the model {value}, not of {name}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/point.py" />
   <source>This text is no latent point of Tratteggio.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Tick two snapshots or more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>To the photo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/base_panel.py" />
   <source>Truncation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>Try again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/pillow_decoding.py" />
   <source>Try another copy of it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>Try another crop.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/quality.py" />
   <source>Trying the methods</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/selftest.py" />
   <source>Trying the methods on this photo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Turn</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Turn the picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Turns the picture clockwise</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Two in turn (B)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/models/registry.py" />
   <source>Two model cards are named {name}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Two under a line to drag (W)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/command_palette.py" />
   <source>Type a few letters of a command</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/add_model.py" />
   <source>Under which licence the weights are, as their makers say</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Undo moving and turning</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>Undo {lower}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Unlink</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/files.py" />
   <source>Update Tratteggio to open it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>Update the program to use it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/inversion.py" />
   <source>Use 0 (the encoder alone) to {MOST_STEPS}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/request.py" />
   <source>Use 0 (the mean fill) to 1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/request.py" />
   <source>Use 0 or more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/request.py" />
   <source>Use 0 px or more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/placing.py" />
   <source>Use 0 to 1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/request.py" />
   <source>Use 0 to {MAX_FEATHER} px.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/request.py" />
   <source>Use 0 to {MAX_GROW} px.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/work.py" />
   <source>Use fewer processes, or close other programs; then run the batch again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>Variation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/race.py" />
   <source>Waits</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/wander_map.py" />
   <source>Wander</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/widgets/error_bar.py" />
   <source>What happened, for a report</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/request.py" />
   <source>What is laid into the hole has to be chosen first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source>What the film is written as</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/direction.py" />
   <source>What the generator's weights answer to most (SeFa)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/add_model.py" />
   <source>What the model shall be called</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>What the model's weights answer to most; nobody has named these yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>What the other program wrote would be gone.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/presets_panel.py" />
   <source>What the sliders are saved as</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>What there is more or less of, such as Beard</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/document/adjustment.py" />
   <source>What was clicked is too dark or too bright to tell its colour.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recovery/recovering.py" />
   <source>What was kept of this photo is damaged and cannot be read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recovery/recovering.py" />
   <source>What was kept of this photo is of another size.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Wheel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/widgets/swatch.py" />
   <source>White</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Wipe</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>Worked</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>Write GIF or WebP instead, or run: python3 packaging/bootstrap.py setup</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>Write GIF or WebP instead.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Write a film file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Writing {name}…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/shelf.py" />
   <source>Your own sliders and presets start anew; the old file is kept as {name}.bad.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recovery/writer.py" />
   <source>Your work goes on. Make some room there, and save now and then until this is solved.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recovery/writer.py" />
   <source>Your work goes on. Save now and then until this is solved.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Zoom at the pointer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>`python main.py latents {name}` lists those there are.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>`python main.py models list` shows the models there are.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/reading.py" />
   <source>a folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recipes/packed.py" />
   <source>a mask cannot be read</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recipes/packed.py" />
   <source>a mask does not fit its place</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recipes/packed.py" />
   <source>a mask is empty</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recipes/packed.py" />
   <source>a mask is missing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>a mask lies outside the photo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>a part is missing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/grid.py" />
   <source>a photo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recipes/packed.py" />
   <source>a place is no place</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recipes/packed.py" />
   <source>a place lies beyond any photo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>a size is missing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>a size is none that a photo can have</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/layer_range.py" />
   <source>all layers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>an entry is no entry</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/lattice.py" />
   <source>at {place:.2f}, {place2:.2f}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/torch_files.py" />
   <source>before the beginning</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/grid.py" />
   <source>between seeds</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>bottom left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>bottom right</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>by size</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/models/registry.py" />
   <source>came with the program</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/formats.py" />
   <source>camera raw</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/layer_range.py" />
   <source>colour, light and texture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>done</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/cli/batch.py" />
   <source>done before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/processes.py" />
   <source>exit code {code}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/layer_range.py" />
   <source>features and their form</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/cli/batch.py" />
   <source>filled with {method} in {seconds} s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/device.py" />
   <source>is not a device</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/device.py" />
   <source>is not available on this machine</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/models/registry.py" />
   <source>is not what the file is called</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>it has too many entries</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/models/runtime.py" />
   <source>its answers are off by {off:.2g}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/reading.py" />
   <source>its header makes no sense</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>its masks are too large</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/processes.py" />
   <source>killed by signal {number}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/layer_range.py" />
   <source>layer {first}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/layer_range.py" />
   <source>layers {first} to {last}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/nvlabs.py" />
   <source>legacy.py in NVlabs' stylegan2-ada-pytorch turns it into one that can.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>mean picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/pictures.py" />
   <source>mean {mean:.1f} · largest {largest} of {full} · {share}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/quality_view.py" />
   <source>measuring…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>method</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/quality_view.py" />
   <source>no room for a test hole</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/tiff.py" />
   <source>no such page</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/extras.py" />
   <source>no such picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/quality_view.py" />
   <source>no time to measure</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/base_panel.py" />
   <source>noise seed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/reading.py" />
   <source>not an ordinary file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/quality_view.py" />
   <source>not known</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>note</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>photo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/inverting.py" />
   <source>photo {run}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/layer_range.py" />
   <source>pose and overall shape</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/race.py" />
   <source>quality {quality:.0f}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>result</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/stylegan2.py" />
   <source>rosinality, {container}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/facts.py" />
   <source>sRGB (no profile)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>seconds</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>style mixing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/stylegan2.py" />
   <source>the learning rate of the mapping network is {RATE}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/stylegan2.py" />
   <source>the mean style</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/lattice.py" />
   <source>the point lies elsewhere</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>the sizes contradict each other</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/shelf.py" />
   <source>the sliders' own names and order</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>the way out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/masks.py" />
   <source>there is no such folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>top left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>top right</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/reading.py" />
   <source>torch's format before 1.6</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/reading.py" />
   <source>torch's zip format</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>truncation {truncation:.2f}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>two entries have one name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/tiff.py" />
   <source>unevenly deep</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/shortcuts/files.py" />
   <source>unknown reason</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/facts.py" />
   <source>unreadable profile</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>why</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>without noise</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>worker</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>{MOST_KEYS} key frames at most.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/memory.py" />
   <source>{about}, and take {readable} of memory; {readable2} can be had.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/memory.py" />
   <source>{about}; the limit is {megapixels:,.0f} megapixels.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/memory.py" />
   <source>{about}; {readable} can be had.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>{advice} Other models can be chosen above the samples.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>{bytes:.1f} MB</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/picture_view.py" />
   <source>{caption}, compared with {other}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/memory.py" />
   <source>{count:,.0f} MB</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/memory.py" />
   <source>{count:,.1f} GB</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>{count} marked</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>{count} more as {WORDS}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/selftest.py" />
   <source>{default}: there was no room or no time for a test hole.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/facts.py" />
   <source>{depth} bit {kind}{value}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/writing.py" />
   <source>{format_name} cannot hold CMYK; the photo was saved as sRGB.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/writing.py" />
   <source>{format_name} cannot hold transparency; the photo was saved without it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/writing.py" />
   <source>{format_name} holds 8 bits per channel; the photo's 16 were rounded.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/encoding.py" />
   <source>{format_name} holds pictures of up to {limit:,} pixels a side; this one has {longest:,}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source>{frames} frames, {seconds:.1f} s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>{grown:.3g} % more picture around the same photo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>{hours} h {minutes} min</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/snapshots.py" />
   <source>{in_film} (Space)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/snapshots.py" />
   <source>{in_film}, snapshot {number}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/device.py" />
   <source>{in_words}, OpenVINO</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>{keys} key frames</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>{kind} ({patterns});;All files (*)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>{label} finds no latent for this picture.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>{label} gives no picture here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>{label} gives the same result with every seed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>{label} has no encoder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/network.py" />
   <source>{label} is no generator that this program knows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>{label} is no generator.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>{label} knows no direction named {name}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>{label} paints nothing but errors.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>{label} reads pictures of {size} x {size} px.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/fill_presenter.py" />
   <source>{label} · {done} of {batch}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/race.py" />
   <source>{label}, seed {seed}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/quality_view.py" />
   <source>{label}: expected quality </source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/jobs.py" />
   <source>{label}: something went wrong inside the program.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/jobs.py" />
   <source>{label}: there was not enough memory.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/layer_range.py" />
   <source>{lower} layers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>{minutes} min {seconds} s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/direction.py" />
   <source>{more} marked as more and {less} as less are too few to learn from.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/slider_group.py" />
   <source>{moved} moved</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>{moves} moved</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/presets_panel.py" />
   <source>{name}
Click to take it, hover to see it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>{name}
Drag to move the slider, double-click for another name (F2)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/device.py" />
   <source>{name} ({total_memory:.0f} GB)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/models/openvino_backend.py" />
   <source>{name} cannot be converted: {error}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/files.py" />
   <source>{name} cannot be read: {strerror}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/models/openvino_backend.py" />
   <source>{name} cannot be used: {error}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/add_model.py" />
   <source>{name} could not be added.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/inverting.py" />
   <source>{name} could not be opened.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/shortcuts/files.py" />
   <source>{name} could not be read: {reason}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recovery/recovering.py" />
   <source>{name} has another size than it had, so nothing can be laid over it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recovery/base.py" />
   <source>{name} has been changed since; the copy that was kept of it is shown.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/reading.py" />
   <source>{name} has more than {LARGEST} GiB.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/shortcuts/files.py" />
   <source>{name} holds no keys.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/shelf.py" />
   <source>{name} holds no preset for this model{whose}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>{name} holds {n} pictures. One of them is opened; the file stays as it is.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/reading.py" />
   <source>{name} is a folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/files.py" />
   <source>{name} is damaged ({why}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/files.py" />
   <source>{name} is larger than any file of latent points.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/reading.py" />
   <source>{name} is neither a file of torch's nor a pickle.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/files.py" />
   <source>{name} is no file of latent points.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recovery/writer.py" />
   <source>{name} is not kept against a crash any more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recovery/writer.py" />
   <source>{name} is not kept against a crash: there is no space left in {folder}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recovery/writer.py" />
   <source>{name} is not kept against a crash: {folder} cannot be written to ({reason}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recovery/base.py" />
   <source>{name} is not where it was; the copy that was kept of it is shown.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/selftest.py" />
   <source>{name} repaired {holes} in this photo best; {default} could not.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/inpaint/selftest.py" />
   <source>{name} repaired {holes} in this photo better than {default}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>{name} was changed by another program. Replace it?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>{name} was moved or deleted. Save it there again?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/foreign/reading.py" />
   <source>{name} was not taken: it {what}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/files.py" />
   <source>{name} was written by a later version of this program.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>{name}, in standard deviations</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/tabs.py" />
   <source>{name}, not saved</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>{name}, value</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>{name}: {told}
Wheel steps, Shift is fine, double-click for the middle</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <location filename="../../engine/batch/report.py" />
   <source>{n} done before</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../engine/batch/report.py" />
   <source>{n} failed</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../engine/recovery/recovering.py" />
   <source>{n} fills could not be read back.</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../engine/batch/report.py" />
   <source>{n} left</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../engine/batch/report.py" />
   <source>{n} photos filled</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../engine/batch/processes.py" />
   <source>{n} processes</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../ui/studio/presets_panel.py" />
   <source>{n} sliders</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../engine/inpaint/selftest.py" />
   <source>{n} test holes</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source>{pace} a second</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>{painted} px of the picture are enlarged {times:.1f} times, to {side:.0f} px. Detail finer than about {ceil} px is not in it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>{painted} px of the picture over {side:.0f} px of the photo.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>{parts}, in {time}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/plan.py" />
   <source>{path} is a file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>{points} marked as {WORDS}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/panels/quality_view.py" />
   <source>{quality} of 100, {word}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>{rate} photos a minute</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/morph.py" />
   <source>{seconds:g} s at {fps:g} frames a second are {count} frames; a film has 2 to {MOST_FRAMES}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>{seconds} s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/network.py" />
   <source>{shape} instead of {shape2}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/pictures.py" />
   <source>{share:.0f} % of the fill differs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>{shown} mixed in</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/lattice.py" />
   <source>{side} by {side} seeds, {where}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source>{size} × {size} px</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>{spoken}, layers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>{spoken}, reach</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>{steps} steps</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/inversion.py" />
   <source>{steps} steps are out of range.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/race/compare_view.py" />
   <source>{title} against {title2}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/widgets/slider_row.py" />
   <source>{tooltip}
Double-click for the default.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/models/loader.py" />
   <source>{tuple} instead of {tuple2}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>{value} kB</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/widgets/slider_row.py" />
   <source>{value}, value</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/facts.py" />
   <source>{width} × {height} px</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/grid.py" />
   <source>{words}
Click to explore, Shift-click to compare</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/facts.py" />
   <source>{words}, {megapixels:.0f} MP</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/facts.py" />
   <source>{words}, {megapixels:.1f} MP</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../ui/studio/layer_range.py" />
   <source>{word} layers: {what}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/formats.py" />
   <source>“{file_name}” is a {title} file, and the optional package for that format is not installed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/record.py" />
   <source>“{name}” cannot be read: {reason}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/batch/locks.py" />
   <source>“{name}” cannot be written in {folder}: {reason}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>“{name}” could not be saved: another program has it open.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>“{name}” could not be saved: its name is too long.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>“{name}” could not be saved: the file that is there is read-only.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>“{name}” could not be saved: there is no folder {parent}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>“{name}” could not be saved: there is no space left in {parent}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>“{name}” could not be saved: {parent} is read-only for you.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>“{name}” could not be saved: {reason}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/writing.py" />
   <source>“{name}” could not be written as {format_name} ({error}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/reading.py" />
   <source>“{name}” has no such page.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/memory.py" />
   <source>“{name}” has {megapixels:,.1f} megapixels and would take {readable} of memory</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/writing.py" />
   <source>“{name}” holds {frames} pictures, and saving over it would lose the others.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/reading.py" />
   <source>“{name}” is damaged and cannot be opened ({reason}).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/reading.py" />
   <source>“{name}” is empty.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>“{name}” is no film that can be written: {suffix} is unknown.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>“{name}” is not a name that a file can have.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/reading.py" />
   <source>“{name}” is not a photo of a format that can be opened here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>“{name}” is not an ordinary file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>“{name}” is too large for a recipe.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/photo/reading.py" />
   <source>“{name}” is {kind}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>“{name}” makes no sense</source>
   <translation type="unfinished" />
  </message>
 </context>
</TS>
