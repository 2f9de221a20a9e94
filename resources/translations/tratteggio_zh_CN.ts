<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
 <context>
  <name>tratteggio</name>
  <message>
   <location filename="../../ui/panels/quality_view.py" />
   <source>
Only pieces of its shape found room, so the fill itself may turn out worse.</source>
   <translation>
只有一部分形状找到了位置，因此实际填充可能会更差。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source> (as painted)</source>
   <translation>（原始大小）</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_strip.py" />
   <source> Keep this picture</source>
   <translation> 保留这张图片</translation>
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source> Link again</source>
   <translation> 重新关联</translation>
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source> Stop</source>
   <translation> 停止</translation>
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source> Swap</source>
   <translation> 对调</translation>
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source> To the photo</source>
   <translation> 放到照片上</translation>
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source> Unlink</source>
   <translation> 取消关联</translation>
  </message>
  <message>
   <location filename="../../ui/facts.py" />
   <source> with alpha</source>
   <translation>，含透明通道</translation>
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source> · LPIPS {lpips:.3f}</source>
   <translation> · LPIPS {lpips:.3f}</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source> · {left:.0f} s left</source>
   <translation> · 剩余 {left:.0f} 秒</translation>
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source> · {size} × {size} px</source>
   <translation> · {size} × {size} 像素</translation>
  </message>
  <message>
   <location filename="../../ui/language.py" />
   <source>&amp;Look in:</source>
   <translation>位置(&amp;L)：</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/marking.py" />
   <source>, </source>
   <translation>，</translation>
  </message>
  <message>
   <location filename="../../ui/studio/grid.py" />
   <source>, compared</source>
   <translation>，对比中</translation>
  </message>
  <message>
   <location filename="../../ui/studio/grid.py" />
   <source>, explored</source>
   <translation>，探索中</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patch_row.py" />
   <source>, hidden</source>
   <translation>，已隐藏</translation>
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>, {share:.3g} % of all that varies</source>
   <translation>，占全部变化的 {share:.3g} %</translation>
  </message>
  <message>
   <location filename="../../engine/language.py" />
   <source>. </source>
   <translation>。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/base_panel.py" />
   <source>1 is the sample itself; towards 0 all samples become the mean picture, above 1 they leave what was learnt</source>
   <translation>1 为样本本身；趋向 0 时所有样本都变成平均图片，大于 1 时会偏离所学内容</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>1 to 9</source>
   <translation>1 到 9</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/save_quality.py" />
   <source>100 loses least and makes the largest file</source>
   <translation>100 损失最少，文件最大</translation>
  </message>
  <message>
   <location filename="../../ui/studio/shelf.py" />
   <source>; its presets belong to {join}</source>
   <translation>；其中的预设属于 {join}</translation>
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>A GIF has {MOST_GIF_FPS:g} frames a second at most, not {fps:g}.</source>
   <translation>GIF 每秒最多 {MOST_GIF_FPS:g} 帧，不能是 {fps:g} 帧。</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/save_quality.py" />
   <source>A JPEG is saved as finely as it was opened; what was no JPEG before, at 90 or better</source>
   <translation>JPEG 按打开时的质量保存；原本不是 JPEG 的按 90 或更高质量保存</translation>
  </message>
  <message>
   <location filename="../../ui/studio/add_model.py" />
   <source>A StyleGAN2 generator of another program (.pt or .pkl)</source>
   <translation>其他程序的 StyleGAN2 生成器（.pt 或 .pkl）</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>A StyleGAN2 generator of {size} px, taken from {source}.</source>
   <translation>{size} 像素的 StyleGAN2 生成器，取自 {source}。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/reshape.py" />
   <source>A change of the picture's shape is damaged.</source>
   <translation>图片形状的一处更改已损坏。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/morph.py" />
   <source>A film has 2 to {MOST_FRAMES} frames, not {frames}.</source>
   <translation>影片应有 2 到 {MOST_FRAMES} 帧，而不是 {frames} 帧。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>A film has {LEAST_FPS:g} to {MOST_FPS:g} frames a second, not {fps:g}.</source>
   <translation>影片每秒应有 {LEAST_FPS:g} 到 {MOST_FPS:g} 帧，而不是 {fps:g} 帧。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/morph.py" />
   <source>A film has {MOST_KEYS} key frames at most.</source>
   <translation>影片最多有 {MOST_KEYS} 个关键帧。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>A film is {LEAST_SIZE} to {MOST_SIZE} px large, not {size} px.</source>
   <translation>影片大小应为 {LEAST_SIZE} 到 {MOST_SIZE} 像素，而不是 {size} 像素。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>A film needs a frame at least.</source>
   <translation>影片至少需要一帧。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/morph.py" />
   <source>A film needs two key frames at least.</source>
   <translation>影片至少需要两个关键帧。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source>A folder with a picture for each frame, nothing lost: for editing programs.</source>
   <translation>一个文件夹，每帧一张图片，无损：供剪辑程序使用。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/morph.py" />
   <source>A key frame starts from styles and has no latent.</source>
   <translation>有一个关键帧从风格开始，没有潜变量。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>A latent that changes styles much</source>
   <translation>对风格影响很大的潜变量</translation>
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>A latent that says much about photos (KL divergence)</source>
   <translation>能说明照片很多信息的潜变量（KL 散度）</translation>
  </message>
  <message>
   <location filename="../../engine/latent/catalog.py" />
   <source>A latent turned to what was measured in photos</source>
   <translation>转向照片中所测特征的潜变量</translation>
  </message>
  <message>
   <location filename="../../engine/latent/direction.py" />
   <source>A learned direction needs a name.</source>
   <translation>学得的方向需要一个名称。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/plan.py" />
   <source>A mask and a recipe each say what is to be filled.</source>
   <translation>蒙版和配方都指定了填充的内容。</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>A mask for each photo</source>
   <translation>每张照片一个蒙版</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/refeather.py" />
   <source>A merged patch keeps its edge.</source>
   <translation>合并的修补块保留其边缘。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/network.py" />
   <source>A newer version may know it.</source>
   <translation>更新的版本可能认识它。</translation>
  </message>
  <message>
   <location filename="../../engine/document/patch.py" />
   <source>A newer version of the program wrote a patch's recipe.</source>
   <translation>修补块的配方由更新版本的程序写入。</translation>
  </message>
  <message>
   <location filename="../../engine/project/manifest.py" />
   <source>A newer version of the program wrote this project.</source>
   <translation>这个项目由更新版本的程序写入。</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>A newer version of the program wrote this recipe.</source>
   <translation>这个配方由更新版本的程序写入。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/crop_panel.py" />
   <source>A part of the shape, width to height</source>
   <translation>形状的一部分，宽比高</translation>
  </message>
  <message>
   <location filename="../../engine/document/patch.py" />
   <source>A patch's recipe is damaged.</source>
   <translation>修补块的配方已损坏。</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>A picture cannot hold them; a project can.</source>
   <translation>图片无法保存这些内容，项目可以。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/photo.py" />
   <source>A picture of shape {shape} and type {dtype} is not RGB of 8 or 16 bits.</source>
   <translation>形状为 {shape}、类型为 {dtype} 的图片不是 8 位或 16 位的 RGB。</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>A picture of the latent studio, placed by hand.</source>
   <translation>潜空间工作室的图片，由手工放置。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>A picture of your own</source>
   <translation>您自己的图片</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>A picture: white is filled</source>
   <translation>一张图片：白色部分会被填充</translation>
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>A point without a seed</source>
   <translation>没有种子的点</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/saying.py" />
   <source>A project always holds how each patch was made.</source>
   <translation>项目始终记录每个修补块的制作方式。</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>A recipe</source>
   <translation>一个配方</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>A recipe’s file</source>
   <translation>配方文件</translation>
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>A sample by chance</source>
   <translation>随机样本</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>A short guide</source>
   <translation>简短指南</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>About Tratteggio</source>
   <translation>关于 Tratteggio</translation>
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Across</source>
   <translation>横向</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Actual pixels</source>
   <translation>实际像素</translation>
  </message>
  <message>
   <location filename="../../ui/panels/select_options.py" />
   <source>Add</source>
   <translation>添加</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/editor.py" />
   <source>Add a key</source>
   <translation>添加按键</translation>
  </message>
  <message>
   <location filename="../../ui/studio/add_model.py" />
   <source>Add a model</source>
   <translation>添加模型</translation>
  </message>
  <message>
   <location filename="../../ui/studio/add_model.py" />
   <source>Add a model…</source>
   <translation>添加模型…</translation>
  </message>
  <message>
   <location filename="../../ui/studio/add_model.py" />
   <source>Add a model… {words}</source>
   <translation>添加模型… {words}</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/adjusting.py" />
   <source>Add adjustment</source>
   <translation>添加调整</translation>
  </message>
  <message>
   <location filename="../../ui/tools/colours.py" />
   <source>Add colour range</source>
   <translation>添加颜色范围</translation>
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>Add direction</source>
   <translation>添加方向</translation>
  </message>
  <message>
   <location filename="../../ui/tools/select.py" />
   <source>Add ellipse</source>
   <translation>添加椭圆</translation>
  </message>
  <message>
   <location filename="../../ui/tools/select.py" />
   <source>Add lasso</source>
   <translation>添加套索区域</translation>
  </message>
  <message>
   <location filename="../../engine/batch/plan.py" />
   <source>Add one called {stem}-mask.png.</source>
   <translation>添加一个名为 {stem}-mask.png 的文件。</translation>
  </message>
  <message>
   <location filename="../../ui/tools/select.py" />
   <source>Add polygon</source>
   <translation>添加多边形</translation>
  </message>
  <message>
   <location filename="../../ui/tools/select.py" />
   <source>Add rectangle</source>
   <translation>添加矩形</translation>
  </message>
  <message>
   <location filename="../../ui/tools/wand.py" />
   <source>Add similar colours</source>
   <translation>添加相似颜色</translation>
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>Add the canvas and fill it (Enter)</source>
   <translation>添加画布并填充（Enter）</translation>
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>Add the canvas and leave it marked, to fill it later</source>
   <translation>添加画布并保持标记，稍后再填充</translation>
  </message>
  <message>
   <location filename="../../ui/panels/dust_panel.py" />
   <source>Add them to the mask, to be filled</source>
   <translation>把它们加入蒙版，以便填充</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Add to the mask</source>
   <translation>添加到蒙版</translation>
  </message>
  <message>
   <location filename="../../ui/studio/add_model.py" />
   <source>Added {label}</source>
   <translation>已添加 {label}</translation>
  </message>
  <message>
   <location filename="../../ui/studio/add_model.py" />
   <source>Adding {name}</source>
   <translation>正在添加 {name}</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>Address of the Dask scheduler</source>
   <translation>Dask 调度器的地址</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/adjusting.py" />
   <source>Adjust a fill</source>
   <translation>调整填充</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Adjust this fill</source>
   <translation>调整此填充</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Adjust tone and colour</source>
   <translation>调整色调和颜色</translation>
  </message>
  <message>
   <location filename="../../engine/project/writing.py" />
   <source>Adjustment</source>
   <translation>调整</translation>
  </message>
  <message>
   <location filename="../../ui/panels/candidates_panel.py" />
   <source>After a fill, other results for the same place gather here.</source>
   <translation>填充后，同一位置的其他结果会汇集在这里。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/clone_options.py" />
   <source>Aligned source</source>
   <translation>对齐来源</translation>
  </message>
  <message>
   <location filename="../../ui/studio/layer_range.py" />
   <source>All</source>
   <translation>全部</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>All channels</source>
   <translation>所有通道</translation>
  </message>
  <message>
   <location filename="../../ui/batch/asking.py" />
   <source>All files</source>
   <translation>所有文件</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>All of its workers have to see the photos, the masks and the results under the same names.</source>
   <translation>它的所有工作进程都必须能以相同的路径访问照片、蒙版和结果。</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>All photos</source>
   <translation>所有照片</translation>
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>All side by side (G)</source>
   <translation>全部并排（G）</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patch_details.py" />
   <source>All that can be done with this patch</source>
   <translation>对此修补块可执行的所有操作</translation>
  </message>
  <message numerus="yes">
   <location filename="../../ui/studio/point_files.py" />
   <source>All {n} snapshots (*{SUFFIX})</source>
   <translation>
    <numerusform>全部 {n} 个快照 (*{SUFFIX})</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Alt and drag</source>
   <translation>按住 Alt 拖动</translation>
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>Alt+Down</source>
   <translation>Alt+下箭头</translation>
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>Alt+Up</source>
   <translation>Alt+上箭头</translation>
  </message>
  <message>
   <location filename="../../ui/hand_strokes.py" />
   <source>Alt+click (or Ctrl+click) the place to copy from first</source>
   <translation>请先按住 Alt（或 Ctrl）点击要复制的位置</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patch_row.py" />
   <source>Alt+click or Shift+click: show this one alone</source>
   <translation>按住 Alt 或 Shift 点击：仅显示这一个</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/again.py" />
   <source>An adjustment follows what lies below it by itself.</source>
   <translation>调整会自动跟随其下方的内容。</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/refeather.py" />
   <source>An adjustment has no edge of its own.</source>
   <translation>调整没有自己的边缘。</translation>
  </message>
  <message>
   <location filename="../../engine/document/adjustment.py" />
   <source>An adjustment is damaged.</source>
   <translation>一项调整已损坏。</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/merging.py" />
   <source>An adjustment stays an adjustment: it has no pixels to merge.</source>
   <translation>调整只能保持为调整：它没有可合并的像素。</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/before_after.py" />
   <source>And back again</source>
   <translation>再返回</translation>
  </message>
  <message>
   <location filename="../../ui/panels/crop_panel.py" />
   <source>Angle</source>
   <translation>角度</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source>Animated WebP</source>
   <translation>动态 WebP</translation>
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>Another picture {number}</source>
   <translation>另一张图片 {number}</translation>
  </message>
  <message>
   <location filename="../../engine/project/opening.py" />
   <source>Another program has changed this project, so its layers were opened without their recipes.</source>
   <translation>其他程序更改过这个项目，因此其图层在没有配方的情况下打开。</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Another sample</source>
   <translation>另一个样本</translation>
  </message>
  <message>
   <location filename="../../ui/studio/grid.py" />
   <source>Another seed by chance (N)</source>
   <translation>随机换一个种子（N）</translation>
  </message>
  <message>
   <location filename="../../ui/studio/base_panel.py" />
   <source>Another seed of the noise</source>
   <translation>噪声的另一个种子</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>Another seed, another fill</source>
   <translation>换一个种子，换一个填充</translation>
  </message>
  <message>
   <location filename="../../engine/device.py" />
   <source>Apple GPU</source>
   <translation>Apple GPU</translation>
  </message>
  <message>
   <location filename="../../ui/stack.py" />
   <source>Applied the recipe: every pixel is as it was then</source>
   <translation>已应用配方：每个像素都与当时相同</translation>
  </message>
  <message>
   <location filename="../../ui/stack.py" />
   <source>Applied the recipe: {made} of {all} entries</source>
   <translation>已应用配方：{all} 项中的 {made} 项</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Apply a recipe</source>
   <translation>应用配方</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/replaying.py" />
   <source>Apply recipe</source>
   <translation>应用配方</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Apply recipe…</source>
   <translation>应用配方…</translation>
  </message>
  <message>
   <location filename="../../ui/stack_presenter.py" />
   <source>Applying the recipe</source>
   <translation>正在应用配方</translation>
  </message>
  <message>
   <location filename="../../ui/stack.py" />
   <source>Applying {name}</source>
   <translation>正在应用 {name}</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/pipeline.py" />
   <source>Around the hole there is only blank canvas.</source>
   <translation>空洞周围只有空白画布。</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Arrow keys, Shift for fine, Home for its middle</source>
   <translation>方向键移动，按住 Shift 微调，Home 回到中心</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>As each photo</source>
   <translation>与各照片相同</translation>
  </message>
  <message>
   <location filename="../../ui/batch/detail.py" />
   <source>As it would be: {method}.</source>
   <translation>预计结果：{method}。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/crop_panel.py" />
   <source>As the photo</source>
   <translation>与照片相同</translation>
  </message>
  <message>
   <location filename="../../ui/panels/colour_panel.py" />
   <source>At {x}, {y}</source>
   <translation>位于 {x}, {y}</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/save_quality.py" />
   <source>Auto</source>
   <translation>自动</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>Automatic</source>
   <translation>自动</translation>
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>Automatic context</source>
   <translation>自动上下文</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/save_quality.py" />
   <source>Automatic quality</source>
   <translation>自动质量</translation>
  </message>
  <message>
   <location filename="../../ui/panels/quality_view.py" />
   <source>Automatic takes this one.</source>
   <translation>自动会采用这一个。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/colour_panel.py" />
   <source>Average</source>
   <translation>平均</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>B</source>
   <translation>B</translation>
  </message>
  <message>
   <location filename="../../engine/photo/writing.py" />
   <source>BMP cannot hold metadata: the file does not say that it was retouched.</source>
   <translation>BMP 无法保存元数据：文件不会说明它经过修饰。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/writing.py" />
   <source>BMP cannot hold metadata; left out: {join}.</source>
   <translation>BMP 无法保存元数据；已省略：{join}。</translation>
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.directions.json" />
   <source>Background</source>
   <translation>背景</translation>
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.directions.json" />
   <source>Background greener</source>
   <translation>背景更绿</translation>
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.directions.json" />
   <source>Background lighter</source>
   <translation>背景更亮</translation>
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.directions.json" />
   <source>Background warmer</source>
   <translation>背景更暖</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>Batch</source>
   <translation>批处理</translation>
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>Batch of {folder}</source>
   <translation>{folder} 的批处理</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>Batch – Tratteggio</source>
   <translation>批处理 – Tratteggio</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Batch…</source>
   <translation>批处理…</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>Before</source>
   <translation>之前</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>Begin (Ctrl+Enter)</source>
   <translation>开始（Ctrl+Enter）</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>Begin from one of these</source>
   <translation>从其中一个开始</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>Begin further photos</source>
   <translation>开始处理更多照片</translation>
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>Between {seeds} seeds</source>
   <translation>介于 {seeds} 个种子之间</translation>
  </message>
  <message>
   <location filename="../../ui/panels/status_bar.py" />
   <source>Bits for each colour of a pixel</source>
   <translation>像素每种颜色的位数</translation>
  </message>
  <message>
   <location filename="../../ui/widgets/swatch.py" />
   <source>Black</source>
   <translation>黑色</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>Blend the edge of the fill over this width</source>
   <translation>在此宽度内混合填充的边缘</translation>
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Blink</source>
   <translation>闪烁</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>Blue</source>
   <translation>蓝色</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>Bluer below 0, warmer above</source>
   <translation>小于 0 更蓝，大于 0 更暖</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>Border of the mask</source>
   <translation>蒙版边界</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Border of the mask…</source>
   <translation>蒙版边界…</translation>
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>Bottom</source>
   <translation>下</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>Brighter</source>
   <translation>更亮</translation>
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Bring back the point of the newest patch that came from here, and let it follow the sliders</source>
   <translation>取回最近由此放置的修补块的点，并让它跟随滑块</translation>
  </message>
  <message>
   <location filename="../../engine/document/mask_stroke.py" />
   <source>Brush</source>
   <translation>画笔</translation>
  </message>
  <message>
   <location filename="../../ui/main_window.py" />
   <source>Brush over what should go</source>
   <translation>涂抹要去除的部分</translation>
  </message>
  <message>
   <location filename="../../ui/retouch.py" />
   <source>Brush over what should go first</source>
   <translation>请先涂抹要去除的部分</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/request.py" />
   <source>Brush over what should go, then fill.</source>
   <translation>请先涂抹要去除的部分，再填充。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/start_page.py" />
   <source>Brush over what should go.</source>
   <translation>涂抹要去除的部分。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/quality_view.py" />
   <source>Brush over what should go: each method then repairs test holes beside it.</source>
   <translation>涂抹要去除的部分：随后每种方法都会在旁边修复测试空洞。</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>By</source>
   <translation>幅度</translation>
  </message>
  <message>
   <location filename="../../ui/stack_words.py" />
   <source>By hand</source>
   <translation>手工</translation>
  </message>
  <message>
   <location filename="../../ui/batch/detail.py" />
   <source>By {source}, into {output}.</source>
   <translation>按 {source}，存入 {output}。</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>CNN repair</source>
   <translation>CNN 修复</translation>
  </message>
  <message numerus="yes">
   <location filename="../../engine/device.py" />
   <source>CPU, {n} threads</source>
   <translation>
    <numerusform>CPU，{n} 个线程</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Cancel</source>
   <translation>取消</translation>
  </message>
  <message>
   <location filename="../../ui/fills.py" />
   <source>Cancelled; nothing has changed</source>
   <translation>已取消；没有任何更改</translation>
  </message>
  <message>
   <location filename="../../ui/extending.py" />
   <source>Cancelled; the canvas is as it was</source>
   <translation>已取消；画布保持原样</translation>
  </message>
  <message>
   <location filename="../../ui/panels/candidates_panel.py" />
   <source>Candidates</source>
   <translation>候选</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>Carries edges inwards: specks, scratches.</source>
   <translation>将边缘向内延伸：适合斑点和划痕。</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>Carries lines inwards: for specks.</source>
   <translation>沿线条向内延伸：适合斑点。</translation>
  </message>
  <message>
   <location filename="../../ui/main_window.py" />
   <source>Change between dark and light</source>
   <translation>切换深色和浅色</translation>
  </message>
  <message>
   <location filename="../../ui/stack.py" />
   <source>Change feather</source>
   <translation>更改羽化</translation>
  </message>
  <message>
   <location filename="../../engine/latent/morph.py" />
   <source>Change its length or its pace.</source>
   <translation>请更改其长度或节奏。</translation>
  </message>
  <message>
   <location filename="../../engine/document/document.py" />
   <source>Change mask</source>
   <translation>更改蒙版</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>Change nothing</source>
   <translation>不作更改</translation>
  </message>
  <message>
   <location filename="../../engine/document/document.py" />
   <source>Change opacity</source>
   <translation>更改不透明度</translation>
  </message>
  <message>
   <location filename="../../engine/document/document.py" />
   <source>Change patch</source>
   <translation>更改修补块</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/editor.py" />
   <source>Change shortcuts</source>
   <translation>更改快捷键</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Change shortcuts…</source>
   <translation>更改快捷键…</translation>
  </message>
  <message>
   <location filename="../../ui/fills.py" />
   <source>Change the variation</source>
   <translation>更改变化程度</translation>
  </message>
  <message>
   <location filename="../../ui/stack_proof.py" />
   <source>Changed outside patches · {n:,} px</source>
   <translation>修补块外有改动 · {n:,} 像素</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>Changes</source>
   <translation>更改内容</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/replaying.py" />
   <source>Changing the photo's shape</source>
   <translation>正在更改照片的形状</translation>
  </message>
  <message>
   <location filename="../../engine/batch/masks.py" />
   <source>Check its name.</source>
   <translation>请检查名称。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/record.py" />
   <source>Check that {folder} is there and may be read.</source>
   <translation>请检查 {folder} 是否存在且可读取。</translation>
  </message>
  <message>
   <location filename="../../ui/stack_proof.py" />
   <source>Checking what was not retouched</source>
   <translation>正在检查未修饰的部分</translation>
  </message>
  <message>
   <location filename="../../ui/colours.py" />
   <source>Choose a colour profile</source>
   <translation>选择颜色配置文件</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>Choose a file that Save recipe has written.</source>
   <translation>请选择由“保存配方”写入的文件。</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/files.py" />
   <source>Choose a file that was exported here.</source>
   <translation>请选择在此处导出的文件。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/reading.py" />
   <source>Choose a file.</source>
   <translation>请选择一个文件。</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>Choose a folder for the results</source>
   <translation>选择存放结果的文件夹</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>Choose a folder of masks</source>
   <translation>选择蒙版文件夹</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>Choose a folder of photos</source>
   <translation>选择照片文件夹</translation>
  </message>
  <message>
   <location filename="../../engine/batch/locks.py" />
   <source>Choose a folder on another disk for the results.</source>
   <translation>请在另一个磁盘上选择存放结果的文件夹。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/plan.py" />
   <source>Choose a folder that holds photos.</source>
   <translation>请选择含有照片的文件夹。</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>Choose a folder…</source>
   <translation>选择文件夹…</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>Choose a mask</source>
   <translation>选择蒙版</translation>
  </message>
  <message>
   <location filename="../../engine/mask/files.py" />
   <source>Choose a mask of the photo's size.</source>
   <translation>请选择与照片尺寸相同的蒙版。</translation>
  </message>
  <message>
   <location filename="../../engine/mask/files.py" />
   <source>Choose a name ending in .png or .tif.</source>
   <translation>请选择以 .png 或 .tif 结尾的名称。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/reshape.py" />
   <source>Choose a part of it.</source>
   <translation>请选择其中的一部分。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/reshape.py" />
   <source>Choose a part that lies in the photo.</source>
   <translation>请选择位于照片之内的部分。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/pictures.py" />
   <source>Choose a photo that fits, or save a recipe from this one.</source>
   <translation>请选择尺寸合适的照片，或从这张照片保存配方。</translation>
  </message>
  <message>
   <location filename="../../ui/batch/detail.py" />
   <source>Choose a photo to see it up close.</source>
   <translation>选择一张照片以近距离查看。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>Choose a photo to start from</source>
   <translation>选择作为起点的照片</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Choose a picture</source>
   <translation>选择图片</translation>
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>Choose a picture to mix in</source>
   <translation>选择要混入的图片</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>Choose a recipe</source>
   <translation>选择配方</translation>
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>Choose a shorter name.</source>
   <translation>请选择较短的名称。</translation>
  </message>
  <message>
   <location filename="../../ui/screen_profile.py" />
   <source>Choose an .icc or .icm file.</source>
   <translation>请选择 .icc 或 .icm 文件。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>Choose an even size, or write WebP.</source>
   <translation>请选择偶数尺寸，或写成 WebP。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/files.py" />
   <source>Choose another file.</source>
   <translation>请选择其他文件。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/locks.py" />
   <source>Choose another folder for the results.</source>
   <translation>请为结果选择其他文件夹。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/plan.py" />
   <source>Choose another folder for them: originals are never written over.</source>
   <translation>请为结果选择其他文件夹：原件绝不会被覆盖。</translation>
  </message>
  <message>
   <location filename="../../ui/main_window.py" />
   <source>Choose another mask…</source>
   <translation>选择其他蒙版…</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>Choose another name, or remove that one first.</source>
   <translation>请选择其他名称，或先删除那一个。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>Choose another name.</source>
   <translation>请选择其他名称。</translation>
  </message>
  <message>
   <location filename="../../ui/main_window.py" />
   <source>Choose another place…</source>
   <translation>选择其他位置…</translation>
  </message>
  <message>
   <location filename="../../engine/latent/morph.py" />
   <source>Choose another.</source>
   <translation>请选择其他项。</translation>
  </message>
  <message>
   <location filename="../../engine/device.py" />
   <source>Choose auto or one of: {join}.</source>
   <translation>请选择自动，或其中之一：{join}。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>Choose its model first.</source>
   <translation>请先选择它的模型。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/inversion.py" />
   <source>Choose one inside its {width} x {height} px.</source>
   <translation>请在其 {width} x {height} 像素之内选择。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/plan.py" />
   <source>Choose one of: {known}.</source>
   <translation>请选择其中之一：{known}。</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>Choose one of: {names}.</source>
   <translation>请选择其中之一：{names}。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/reading.py" />
   <source>Choose one that the file has.</source>
   <translation>请选择文件中存在的一页。</translation>
  </message>
  <message>
   <location filename="../../engine/retouch/spot.py" />
   <source>Choose one with Alt+click.</source>
   <translation>请按住 Alt 点击选择一处。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/shelf.py" />
   <source>Choose that model, or another file.</source>
   <translation>请选择那个模型，或其他文件。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>Choose the context by the size of the hole</source>
   <translation>按空洞大小选择上下文</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/before_after.py" />
   <source>Choose where the folder of pictures goes</source>
   <translation>选择存放图片文件夹的位置</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>Choose: {what}</source>
   <translation>选择：{what}</translation>
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>Choose…</source>
   <translation>选择…</translation>
  </message>
  <message>
   <location filename="../../ui/panels/select_options.py" />
   <source>Circle the object roughly</source>
   <translation>大致圈出物体</translation>
  </message>
  <message>
   <location filename="../../engine/document/document.py" />
   <source>Clear mask</source>
   <translation>清除蒙版</translation>
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Clear the marks</source>
   <translation>清除标记</translation>
  </message>
  <message>
   <location filename="../../ui/panels/colours_panel.py" />
   <source>Click a colour in the photo</source>
   <translation>点击照片中的一种颜色</translation>
  </message>
  <message>
   <location filename="../../ui/panels/colours_panel.py" />
   <source>Click a colour in the photo first</source>
   <translation>请先点击照片中的一种颜色</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>Click something in the photo that should be grey</source>
   <translation>点击照片中应为灰色的地方</translation>
  </message>
  <message>
   <location filename="../../engine/document/adjustment.py" />
   <source>Click something of a middle grey.</source>
   <translation>请点击中性灰的地方。</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>Click to add a point, drag it, drag it out to let go of it.
Keys: Page Up and Page Down choose, arrows move, Insert adds, Delete lets go.</source>
   <translation>点击添加点，拖动它，拖出即可移除。
按键：Page Up 和 Page Down 选择，方向键移动，Insert 添加，Delete 移除。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/quality_view.py" />
   <source>Click to fill with it.</source>
   <translation>点击以用它填充。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/colours_panel.py" />
   <source>Click to forget it</source>
   <translation>点击以忘记它</translation>
  </message>
  <message>
   <location filename="../../ui/studio/snapshots.py" />
   <source>Click to go back, drag to move.
Space: in the film or not. Delete: remove. Ctrl+arrows: move.</source>
   <translation>点击可返回，拖动可移动。
空格：是否在影片中。Delete：移除。Ctrl+方向键：移动。</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Click to mark everything of a similar colour around</source>
   <translation>点击以标记周围所有相似颜色</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Click to read a colour, in the photo's own depth</source>
   <translation>点击读取颜色，以照片自身的位深表示</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Click to zoom in, Alt+click to zoom out</source>
   <translation>点击放大，按住 Alt 点击缩小</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/editor.py" />
   <source>Click, then press a key</source>
   <translation>点击，然后按一个键</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/editor.py" />
   <source>Click, then press the keys</source>
   <translation>点击，然后按下按键</translation>
  </message>
  <message>
   <location filename="../../ui/panels/histogram.py" />
   <source>Clipped: {dark} dark, {bright} bright</source>
   <translation>溢出：暗部 {dark}，亮部 {bright}</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/replaying.py" />
   <source>Clone stamp</source>
   <translation>仿制图章</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Close</source>
   <translation>关闭</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Close every window</source>
   <translation>关闭所有窗口</translation>
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>Close it there first.</source>
   <translation>请先在那里关闭它。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/reshape.py" />
   <source>Close other photos first.</source>
   <translation>请先关闭其他照片。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/reading.py" />
   <source>Close other programs and try again.</source>
   <translation>请关闭其他程序后重试。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/memory.py" />
   <source>Close other programs, or open a smaller copy.</source>
   <translation>请关闭其他程序，或打开较小的副本。</translation>
  </message>
  <message>
   <location filename="../../engine/jobs.py" />
   <source>Close other programs, or work on a smaller area.</source>
   <translation>请关闭其他程序，或处理较小的区域。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/writing.py" />
   <source>Close other programs.</source>
   <translation>请关闭其他程序。</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>Close the adjustment</source>
   <translation>关闭调整</translation>
  </message>
  <message>
   <location filename="../../ui/tabs.py" />
   <source>Close the others</source>
   <translation>关闭其他标签</translation>
  </message>
  <message>
   <location filename="../../ui/widgets/error_bar.py" />
   <source>Close this message</source>
   <translation>关闭此消息</translation>
  </message>
  <message>
   <location filename="../../ui/widgets/error_bar.py" />
   <source>Close this message (Esc)</source>
   <translation>关闭此消息（Esc）</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Close this photo</source>
   <translation>关闭这张照片</translation>
  </message>
  <message>
   <location filename="../../ui/tabs.py" />
   <source>Close {name}</source>
   <translation>关闭 {name}</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Close {name} and lose its mask and saved selections?</source>
   <translation>关闭 {name} 并丢弃其蒙版和已保存的选区？</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Close {name} and lose its mask?</source>
   <translation>关闭 {name} 并丢弃其蒙版？</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Close {name} and lose its saved selections?</source>
   <translation>关闭 {name} 并丢弃其已保存的选区？</translation>
  </message>
  <message>
   <location filename="../../ui/tabs.py" />
   <source>Close {name}, which is not saved</source>
   <translation>关闭 {name}（未保存）</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>Close; it stays in the stack</source>
   <translation>关闭；它保留在堆栈中</translation>
  </message>
  <message>
   <location filename="../../engine/latent/direction.py" />
   <source>Closed form {index}</source>
   <translation>闭式方向 {index}</translation>
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Closed-form directions</source>
   <translation>闭式方向</translation>
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.directions.json" />
   <source>Clothes</source>
   <translation>衣服</translation>
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.directions.json" />
   <source>Clothes greener</source>
   <translation>衣服更绿</translation>
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.directions.json" />
   <source>Clothes lighter</source>
   <translation>衣服更亮</translation>
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.directions.json" />
   <source>Clothes warmer</source>
   <translation>衣服更暖</translation>
  </message>
  <message>
   <location filename="../../ui/studio/layer_range.py" />
   <source>Coarse</source>
   <translation>粗</translation>
  </message>
  <message>
   <location filename="../../ui/panels/colour_panel.py" />
   <source>Colour</source>
   <translation>颜色</translation>
  </message>
  <message>
   <location filename="../../ui/panels/tool_options.py" />
   <source>Colour of the mask</source>
   <translation>蒙版颜色</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Colour picker</source>
   <translation>取色器</translation>
  </message>
  <message>
   <location filename="../../ui/panels/status_bar.py" />
   <source>Colour profile of the photo</source>
   <translation>照片的颜色配置文件</translation>
  </message>
  <message>
   <location filename="../../ui/colours.py" />
   <source>Colour profiles (*.icc *.icm);;All files (*)</source>
   <translation>颜色配置文件 (*.icc *.icm);;所有文件 (*)</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Colour range</source>
   <translation>颜色范围</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Colour range: one more colour, one to leave out</source>
   <translation>颜色范围：再选一种颜色、排除一种颜色</translation>
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Colours</source>
   <translation>颜色</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/editor.py" />
   <source>Commands and their keys</source>
   <translation>命令及其按键</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/command_palette.py" />
   <source>Commands found</source>
   <translation>找到的命令</translation>
  </message>
  <message>
   <location filename="../../ui/main_window.py" />
   <source>Compare</source>
   <translation>对比</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Compare methods</source>
   <translation>对比方法</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Compare with a wipe</source>
   <translation>划变对比</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Compare with the original</source>
   <translation>与原图对比</translation>
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Compared with</source>
   <translation>对比对象</translation>
  </message>
  <message>
   <location filename="../../ui/race/race.py" />
   <source>Comparing</source>
   <translation>对比</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Comparing: choose a result</source>
   <translation>对比：选择一个结果</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Comparing: grid, wipe, blink, difference</source>
   <translation>对比：网格、划变、闪烁、差异</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Comparing: keep the chosen one, or none</source>
   <translation>对比：保留所选结果，或一个都不留</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Comparing: see the original, or the other one</source>
   <translation>对比：查看原图或另一个</translation>
  </message>
  <message>
   <location filename="../../ui/race/compare_view.py" />
   <source>Comparing…</source>
   <translation>正在对比…</translation>
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>Context</source>
   <translation>上下文</translation>
  </message>
  <message>
   <location filename="../../ui/panels/select_options.py" />
   <source>Contiguous</source>
   <translation>连续</translation>
  </message>
  <message>
   <location filename="../../engine/photo/pillow_decoding.py" />
   <source>Convert it to 16 bits per channel in the program that made it.</source>
   <translation>请在制作它的程序中转换为每通道 16 位。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/tiff.py" />
   <source>Convert it to 8 or 16 bits per channel in the program that made it.</source>
   <translation>请在制作它的程序中转换为每通道 8 位或 16 位。</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>Cooler</source>
   <translation>更冷</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>Copied the facts of this patch</source>
   <translation>已复制此修补块的信息</translation>
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>Copied the latent point as text</source>
   <translation>已将潜空间点复制为文本</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>Copied the recipe of this patch</source>
   <translation>已复制此修补块的配方</translation>
  </message>
  <message>
   <location filename="../../ui/commands.py" />
   <source>Copied the result</source>
   <translation>已复制结果</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>Copy</source>
   <translation>复制</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>Copy JSON</source>
   <translation>复制 JSON</translation>
  </message>
  <message>
   <location filename="../../ui/panels/clone_options.py" />
   <source>Copy all layers</source>
   <translation>从所有图层取样</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>Copy as JSON</source>
   <translation>复制为 JSON</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>Copy as text</source>
   <translation>复制为文本</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Copy how the chosen patch was made, as text</source>
   <translation>将所选修补块的制作方式复制为文本</translation>
  </message>
  <message>
   <location filename="../../engine/latent/point.py" />
   <source>Copy it again, whole.</source>
   <translation>请重新完整复制。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/point.py" />
   <source>Copy it again.</source>
   <translation>请重新复制。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/colour_panel.py" />
   <source>Copy it as #rrggbb (sRGB)</source>
   <translation>复制为 #rrggbb（sRGB）</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Copy result</source>
   <translation>复制结果</translation>
  </message>
  <message>
   <location filename="../../ui/main_window.py" />
   <source>Copy the command</source>
   <translation>复制命令</translation>
  </message>
  <message>
   <location filename="../../ui/widgets/error_bar.py" />
   <source>Copy the details</source>
   <translation>复制详细信息</translation>
  </message>
  <message>
   <location filename="../../engine/jobs.py" />
   <source>Copy the details and report them.</source>
   <translation>请复制详细信息并报告。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>Copy the latent point</source>
   <translation>复制潜空间点</translation>
  </message>
  <message>
   <location filename="../../ui/panels/colour_panel.py" />
   <source>Copy the picked colour</source>
   <translation>复制所取的颜色</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>Copy the recipe as JSON</source>
   <translation>将配方复制为 JSON</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Copy the whole result to the clipboard</source>
   <translation>将整个结果复制到剪贴板</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>Copy these facts as text</source>
   <translation>将这些信息复制为文本</translation>
  </message>
  <message>
   <location filename="../../ui/panels/clone_options.py" />
   <source>Copy what is shown, fills included; else the photo under all patches</source>
   <translation>复制所显示的内容（包括填充）；否则复制所有修补块之下的照片</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Copy where it comes from</source>
   <translation>复制其来源</translation>
  </message>
  <message>
   <location filename="../../ui/editor.py" />
   <source>Copying the result</source>
   <translation>正在复制结果</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>Crispness</source>
   <translation>清晰度</translation>
  </message>
  <message>
   <location filename="../../engine/document/steps.py" />
   <source>Crop</source>
   <translation>裁剪</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Crop and straighten the photo: pull the frame, turn from outside it</source>
   <translation>裁剪并校平照片：拖动框，从框外旋转</translation>
  </message>
  <message>
   <location filename="../../ui/panels/crop_panel.py" />
   <source>Crop the photo (Enter)</source>
   <translation>裁剪照片（Enter）</translation>
  </message>
  <message>
   <location filename="../../ui/retouch.py" />
   <source>Crop the photo first, or leave the tool</source>
   <translation>请先裁剪照片，或离开此工具</translation>
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>Crop the photo first.</source>
   <translation>请先裁剪照片。</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Crop to the mask</source>
   <translation>裁剪到蒙版</translation>
  </message>
  <message>
   <location filename="../../ui/cropping.py" />
   <source>Cropped to {width} × {height} px</source>
   <translation>已裁剪为 {width} × {height} 像素</translation>
  </message>
  <message>
   <location filename="../../ui/reshaping.py" />
   <source>Cropping</source>
   <translation>正在裁剪</translation>
  </message>
  <message>
   <location filename="../../engine/before_after.py" />
   <source>Cross-fade</source>
   <translation>交叉淡化</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Ctrl and drag from inside it, or arrow keys, with Shift by ten</source>
   <translation>按住 Ctrl 从内部拖动；或用方向键，加 Shift 一次十个像素</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Ctrl+Space and drag</source>
   <translation>按住 Ctrl+空格拖动</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>Curve</source>
   <translation>曲线</translation>
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Cut out</source>
   <translation>抠图</translation>
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Cut out the figure</source>
   <translation>抠出主体</translation>
  </message>
  <message>
   <location filename="../../ui/studio/base_panel.py" />
   <source>Cutoff</source>
   <translation>截止层</translation>
  </message>
  <message>
   <location filename="../../ui/widgets/swatch.py" />
   <source>Cyan</source>
   <translation>青色</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Dark theme</source>
   <translation>深色主题</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>Darker</source>
   <translation>更暗</translation>
  </message>
  <message>
   <location filename="../../ui/batch/state.py" />
   <source>Dask is not installed, so all photos have to be filled on this machine.</source>
   <translation>未安装 Dask，因此所有照片只能在本机上填充。</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Default of a slider</source>
   <translation>滑块的默认值</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>Delete</source>
   <translation>删除</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/adjusting.py" />
   <source>Delete adjustment</source>
   <translation>删除调整</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Delete patch</source>
   <translation>删除修补块</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patch_row.py" />
   <source>Delete patch {n}</source>
   <translation>删除修补块 {n}</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>Delete selection</source>
   <translation>删除选区</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>Delete this adjustment</source>
   <translation>删除此调整</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patch_row.py" />
   <source>Delete this patch</source>
   <translation>删除此修补块</translation>
  </message>
  <message>
   <location filename="../../ui/studio/presets_panel.py" />
   <source>Delete this preset</source>
   <translation>删除此预设</translation>
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>Delete this slider</source>
   <translation>删除此滑块</translation>
  </message>
  <message>
   <location filename="../../ui/studio/presets_panel.py" />
   <source>Delete {name}</source>
   <translation>删除 {name}</translation>
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>Delete {spoken}</source>
   <translation>删除 {spoken}</translation>
  </message>
  <message>
   <location filename="../../ui/widgets/error_bar.py" />
   <source>Details</source>
   <translation>详细信息</translation>
  </message>
  <message>
   <location filename="../../ui/widgets/error_bar.py" />
   <source>Details of the error</source>
   <translation>错误的详细信息</translation>
  </message>
  <message>
   <location filename="../../ui/panels/tool_options.py" />
   <source>Diameter of the brush in photo pixels; Shift and a drag change it too</source>
   <translation>画笔的直径，以照片像素计；按住 Shift 拖动也可改变</translation>
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Difference</source>
   <translation>差异</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Discard</source>
   <translation>放弃</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Discard the unsaved work on {name}?</source>
   <translation>放弃 {name} 中未保存的工作？</translation>
  </message>
  <message>
   <location filename="../../ui/recovery/dialog.py" />
   <source>Discard {name}</source>
   <translation>放弃 {name}</translation>
  </message>
  <message>
   <location filename="../../ui/recovery/dialog.py" />
   <source>Discard…</source>
   <translation>放弃…</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Do the undone step again</source>
   <translation>重新执行撤销的步骤</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Do to this photo what was done to another</source>
   <translation>对这张照片执行对另一张所做的操作</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/pipeline.py" />
   <source>Done</source>
   <translation>完成</translation>
  </message>
  <message>
   <location filename="../../ui/batch/grid.py" />
   <source>Done before</source>
   <translation>先前已完成</translation>
  </message>
  <message>
   <location filename="../../ui/batch/grid.py" />
   <source>Done before: {how}</source>
   <translation>先前已完成：{how}</translation>
  </message>
  <message>
   <location filename="../../ui/batch/grid.py" />
   <source>Done: {how}</source>
   <translation>完成：{how}</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Double-click</source>
   <translation>双击</translation>
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Down</source>
   <translation>纵向</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/unpickling.py" />
   <source>Download or copy it again.</source>
   <translation>请重新下载或复制。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/photo_link.py" />
   <source>Drafting</source>
   <translation>正在起草</translation>
  </message>
  <message>
   <location filename="../../ui/tools/crop.py" />
   <source>Drag along the horizon, or along something upright</source>
   <translation>沿地平线或竖直物体拖动</translation>
  </message>
  <message>
   <location filename="../../ui/main_window.py" />
   <source>Drag an edge of the photo outwards</source>
   <translation>向外拖动照片的一条边</translation>
  </message>
  <message>
   <location filename="../../ui/tools/extend.py" />
   <source>Drag an edge or a corner outwards</source>
   <translation>向外拖动一条边或一个角</translation>
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>Drag an edge outwards first</source>
   <translation>请先向外拖动一条边</translation>
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>Drag an edge, choose a shape, or type</source>
   <translation>拖动边缘、选择形状或输入数值</translation>
  </message>
  <message>
   <location filename="../../ui/studio/lattice.py" />
   <source>Drag between the seeds; arrow keys step, Shift for fine.
A sample dropped on a crossing stands there.</source>
   <translation>在种子之间拖动；方向键移动，Shift 微调。
拖到交叉点上的样本会固定在那里。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/wander_map.py" />
   <source>Drag between the snapshots: what is near counts most.
Arrow keys step, Shift for fine.</source>
   <translation>在快照之间拖动：越近影响越大。
方向键移动，Shift 微调。</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Drag it there</source>
   <translation>拖到那里</translation>
  </message>
  <message>
   <location filename="../../ui/panels/navigator.py" />
   <source>Drag the frame, or click where to look</source>
   <translation>拖动框，或点击要查看的位置</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Drag the photo's edges outwards, and fill what is new</source>
   <translation>向外拖动照片边缘，并填充新增部分</translation>
  </message>
  <message>
   <location filename="../../ui/studio/placement_view.py" />
   <source>Drag the picture to move it, a corner to scale it, the knob to turn it</source>
   <translation>拖动图片可移动，拖动角可缩放，拖动旋钮可旋转</translation>
  </message>
  <message>
   <location filename="../../ui/studio/crop_view.py" />
   <source>Drag the square to what is meant; a corner or the wheel scales it</source>
   <translation>将方框拖到目标处；拖动角或滚轮可缩放</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Drag to see a frame; arrow keys go from frame to frame</source>
   <translation>拖动以查看帧；方向键逐帧移动</translation>
  </message>
  <message>
   <location filename="../../ui/panels/select_options.py" />
   <source>Draw a few strokes over the object</source>
   <translation>在物体上画几笔</translation>
  </message>
  <message>
   <location filename="../../ui/panels/select_options.py" />
   <source>Draw around it</source>
   <translation>围绕它绘制</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Draw around what should go</source>
   <translation>围绕要去除的部分绘制</translation>
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.directions.json" />
   <source>Drawing</source>
   <translation>画法</translation>
  </message>
  <message>
   <location filename="../../ui/language.py" />
   <source>Drive</source>
   <translation>驱动器</translation>
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>Drop</source>
   <translation>拖放</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>Drop a folder of photos here</source>
   <translation>将照片文件夹拖到这里</translation>
  </message>
  <message>
   <location filename="../../ui/panels/start_page.py" />
   <source>Drop a photo here</source>
   <translation>将照片拖到这里</translation>
  </message>
  <message>
   <location filename="../../ui/studio/point_files.py" />
   <source>Drop it on “From a photo” to find the point that comes nearest to it.</source>
   <translation>把它拖到“从照片开始”上，可找到最接近它的点。</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Duplicate patch</source>
   <translation>复制修补块</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Dust and scratches</source>
   <translation>灰尘与划痕</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Easing</source>
   <translation>缓动</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>Edge</source>
   <translation>边缘</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Edit</source>
   <translation>编辑</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Ellipse</source>
   <translation>椭圆</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Else the wheel scrolls the photo, and zooms while Ctrl or Alt is held</source>
   <translation>否则滚轮用于滚动照片，按住 Ctrl 或 Alt 时缩放</translation>
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>End it in .gif, .webp or .mp4, or name a folder for PNG pictures.</source>
   <translation>请以 .gif、.webp 或 .mp4 结尾，或为 PNG 图片指定一个文件夹。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>End the search and keep its best point</source>
   <translation>结束搜索并保留最佳点</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>English</source>
   <translation>English</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/command_palette.py" />
   <source>Enter runs the chosen command</source>
   <translation>Enter 运行所选命令</translation>
  </message>
  <message>
   <location filename="../../ui/widgets/name_edit.py" />
   <source>Enter takes the name, Escape leaves the old one</source>
   <translation>Enter 采用名称，Escape 保留旧名称</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patch_row.py" />
   <source>Enter {does}, Space hides or shows it, Delete lifts it off, Alt+Up and Alt+Down move it</source>
   <translation>Enter {does}，空格隐藏或显示，Delete 揭下，Alt+上/下箭头移动</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Enter, Backspace</source>
   <translation>Enter、退格键</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Enter, Esc</source>
   <translation>Enter、Esc</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Erase for one stroke</source>
   <translation>单笔擦除</translation>
  </message>
  <message>
   <location filename="../../engine/document/mask_stroke.py" />
   <source>Erase mask</source>
   <translation>擦除蒙版</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Eraser</source>
   <translation>橡皮擦</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/keymap.py" />
   <source>Escape closes what lies over the photo.</source>
   <translation>Escape 关闭覆盖在照片上的内容。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Even pace</source>
   <translation>匀速</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/editor.py" />
   <source>Every command has its own keys again.</source>
   <translation>所有命令都恢复了自己的按键。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patches_panel.py" />
   <source>Every fill is a patch that can be hidden or lifted off. The photo stays as it was.</source>
   <translation>每次填充都是可以隐藏或揭下的修补块。照片保持原样。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/start_page.py" />
   <source>Every fill is a patch that lifts off again.</source>
   <translation>每次填充都是可以揭下的修补块。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/candidates_panel.py" />
   <source>Every method</source>
   <translation>所有方法</translation>
  </message>
  <message>
   <location filename="../../ui/fills.py" />
   <source>Every method has been here already</source>
   <translation>所有方法都已在此用过</translation>
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>Every slider then works on your own picture.</source>
   <translation>之后每个滑块都作用于您自己的图片。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/quality_view.py" />
   <source>Expected quality</source>
   <translation>预期质量</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Explore what the generators can paint</source>
   <translation>探索生成器能画出什么</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/before_after.py" />
   <source>Export</source>
   <translation>导出</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/before_after.py" />
   <source>Export before/after</source>
   <translation>导出前后对比</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Export before/after…</source>
   <translation>导出前后对比…</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/editor.py" />
   <source>Export keys</source>
   <translation>导出按键</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Export mask…</source>
   <translation>导出蒙版…</translation>
  </message>
  <message>
   <location filename="../../ui/studio/presets_panel.py" />
   <source>Export presets</source>
   <translation>导出预设</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source>Export the film</source>
   <translation>导出影片</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Export the film…</source>
   <translation>导出影片…</translation>
  </message>
  <message>
   <location filename="../../ui/commands.py" />
   <source>Export the mask</source>
   <translation>导出蒙版</translation>
  </message>
  <message>
   <location filename="../../ui/studio/presets_panel.py" />
   <source>Export these presets to a file…</source>
   <translation>将这些预设导出到文件…</translation>
  </message>
  <message numerus="yes">
   <location filename="../../ui/studio/presets_panel.py" />
   <source>Exported {n} presets to {name}</source>
   <translation>
    <numerusform>已将 {n} 个预设导出到 {name}</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../ui/studio/presets_panel.py" />
   <source>Exporting</source>
   <translation>正在导出</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/before_after.py" />
   <source>Export…</source>
   <translation>导出…</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>Exposure</source>
   <translation>曝光</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Exposure, white balance and curves for one fill, to match it by hand</source>
   <translation>针对单个填充的曝光、白平衡和曲线，以便手动匹配</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patch_details.py" />
   <source>Exposure, white balance and curves for this fill, to match it by hand</source>
   <translation>此填充的曝光、白平衡和曲线，用于手动匹配</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Exposure, white balance and curves, over everything or what is marked</source>
   <translation>曝光、白平衡和曲线，作用于全部或标记的部分</translation>
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>Extend and fill</source>
   <translation>扩展并填充</translation>
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>Extend and fill  ⏎</source>
   <translation>扩展并填充  ⏎</translation>
  </message>
  <message>
   <location filename="../../engine/photo/extension.py" />
   <source>Extend at least one side by 1 px or more.</source>
   <translation>请至少将一侧扩展 1 像素。</translation>
  </message>
  <message>
   <location filename="../../engine/document/steps.py" />
   <source>Extend canvas</source>
   <translation>扩展画布</translation>
  </message>
  <message>
   <location filename="../../engine/photo/memory.py" />
   <source>Extend it by less, or close other programs.</source>
   <translation>请减少扩展量，或关闭其他程序。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/extension.py" />
   <source>Extend it by less.</source>
   <translation>请减少扩展量。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>Extend nothing (Esc)</source>
   <translation>不扩展（Esc）</translation>
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>Extend only</source>
   <translation>仅扩展</translation>
  </message>
  <message>
   <location filename="../../ui/retouch.py" />
   <source>Extend the canvas first</source>
   <translation>请先扩展画布</translation>
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>Extend until the picture has this shape</source>
   <translation>扩展到图片成为此形状</translation>
  </message>
  <message>
   <location filename="../../ui/extending.py" />
   <source>Extended; what is new is marked</source>
   <translation>已扩展；新增部分已标记</translation>
  </message>
  <message>
   <location filename="../../ui/editor.py" />
   <source>Extending the canvas</source>
   <translation>正在扩展画布</translation>
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.directions.json" />
   <source>Face</source>
   <translation>面部</translation>
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>Failed</source>
   <translation>失败</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>Feather</source>
   <translation>羽化</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>Feather mask</source>
   <translation>羽化蒙版</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Feather mask…</source>
   <translation>羽化蒙版…</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>Feather the mask</source>
   <translation>羽化蒙版</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>File</source>
   <translation>文件</translation>
  </message>
  <message>
   <location filename="../../engine/project/foreign.py" />
   <source>Files in it whose names lead out of the project were left out: {names}.</source>
   <translation>其中名称指向项目之外的文件已省略：{names}。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/locks.py" />
   <source>Files in {folder} cannot be locked: {reason}.</source>
   <translation>无法锁定 {folder} 中的文件：{reason}。</translation>
  </message>
  <message>
   <location filename="../../ui/language.py" />
   <source>Files of &amp;type:</source>
   <translation>文件类型(&amp;T)：</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Fill</source>
   <translation>填充</translation>
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>Fill  ⏎</source>
   <translation>填充  ⏎</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Fill a whole folder of photos</source>
   <translation>填充整个文件夹的照片</translation>
  </message>
  <message>
   <location filename="../../ui/main_window.py" />
   <source>Fill again</source>
   <translation>再次填充</translation>
  </message>
  <message>
   <location filename="../../ui/panels/clone_options.py" />
   <source>Fill each stroke piece by piece from what fits around it; Alt+click chooses a source by hand</source>
   <translation>用周围合适的内容逐块填充每一笔；按住 Alt 点击可手动选择来源</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Fill holes in the mask</source>
   <translation>填充蒙版中的空洞</translation>
  </message>
  <message>
   <location filename="../../ui/stack_presenter.py" />
   <source>Fill instead with</source>
   <translation>改为填充，使用</translation>
  </message>
  <message>
   <location filename="../../ui/main_window.py" />
   <source>Fill it as a batch…</source>
   <translation>作为批处理填充…</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/again.py" />
   <source>Fill its place instead.</source>
   <translation>请改为填充此处。</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Fill once with each method, to choose from</source>
   <translation>每种方法各填充一次，以供选择</translation>
  </message>
  <message>
   <location filename="../../engine/before_after.py" />
   <source>Fill something first.</source>
   <translation>请先填充一些内容。</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Fill the chosen patch's place again, from what lies below it</source>
   <translation>从下方内容再次填充所选修补块的位置</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/refeather.py" />
   <source>Fill the place again with another feather.</source>
   <translation>请用其他羽化值再次填充该位置。</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Fill the same place again in another way</source>
   <translation>用其他方式再次填充同一位置</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Fill the same place several times, to choose from</source>
   <translation>多次填充同一位置，以供选择</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>Fill this much beyond the mask</source>
   <translation>填充范围超出蒙版这么多</translation>
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>Fill this much beyond the mask, to take its shadow and edge along</source>
   <translation>填充范围超出蒙版这么多，以带走阴影和边缘</translation>
  </message>
  <message>
   <location filename="../../ui/batch/detail.py" />
   <source>Fill this photo without writing anything (Enter)</source>
   <translation>填充这张照片但不写入任何内容（Enter）</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patch_details.py" />
   <source>Fill this place again with this method</source>
   <translation>用此方法再次填充此处</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patch_details.py" />
   <source>Fill this place again, from what lies below the patch today</source>
   <translation>从修补块下方的当前内容再次填充此处</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Fill what is marked</source>
   <translation>填充标记的部分</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/pipeline.py" />
   <source>Fill with another method.</source>
   <translation>请用其他方法填充。</translation>
  </message>
  <message>
   <location filename="../../engine/models/registry.py" />
   <source>Fill with another method; `python main.py models list` shows the models there are.</source>
   <translation>请用其他方法填充；`python main.py models list` 会列出可用的模型。</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Fill with every method</source>
   <translation>用所有方法填充</translation>
  </message>
  <message>
   <location filename="../../ui/fills.py" />
   <source>Fill with {label}</source>
   <translation>用 {label} 填充</translation>
  </message>
  <message numerus="yes">
   <location filename="../../ui/batch/window.py" />
   <source>Fill {n} photos</source>
   <translation>
    <numerusform>填充 {n} 张照片</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../engine/project/writing.py" />
   <source>Fill: {method}</source>
   <translation>填充：{method}</translation>
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>Filled</source>
   <translation>已填充</translation>
  </message>
  <message>
   <location filename="../../ui/fills.py" />
   <source>Filled with {label} in {duration}</source>
   <translation>已用 {label} 填充，用时 {duration}</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/pipeline.py" />
   <source>Filling</source>
   <translation>正在填充</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/pipeline.py" />
   <source>Filling part {index} of {count}</source>
   <translation>正在填充第 {index} 部分，共 {count} 部分</translation>
  </message>
  <message>
   <location filename="../../ui/batch/state.py" />
   <source>Filling the photos</source>
   <translation>正在填充照片</translation>
  </message>
  <message>
   <location filename="../../ui/fills.py" />
   <source>Filling with {label}</source>
   <translation>正在用 {label} 填充</translation>
  </message>
  <message>
   <location filename="../../ui/batch/grid.py" />
   <source>Filling, {share} %</source>
   <translation>正在填充，{share} %</translation>
  </message>
  <message>
   <location filename="../../ui/race/race.py" />
   <source>Filling… {fraction:.0f} %</source>
   <translation>正在填充… {fraction:.0f} %</translation>
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>Fills are computed by: {device}</source>
   <translation>填充由以下设备计算：{device}</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Film</source>
   <translation>影片</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Film saved as {name}, {weight}</source>
   <translation>影片已保存为 {name}，{weight}</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/command_palette.py" />
   <source>Find a command</source>
   <translation>查找命令</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Find a command…</source>
   <translation>查找命令…</translation>
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Find a slider</source>
   <translation>查找滑块</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Find dust and scratches, and mark them</source>
   <translation>查找灰尘与划痕并标记</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Find the outlines of what was brushed over roughly</source>
   <translation>找出大致涂抹内容的轮廓</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Find the point that comes nearest to a photo</source>
   <translation>找到最接近照片的点</translation>
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>Finding directions</source>
   <translation>正在寻找方向</translation>
  </message>
  <message>
   <location filename="../../ui/studio/layer_range.py" />
   <source>Fine</source>
   <translation>细</translation>
  </message>
  <message>
   <location filename="../../ui/studio/base_panel.py" />
   <source>Fine detail by chance, such as single hairs; off, it is left out</source>
   <translation>随机的精细细节，例如单根发丝；关闭则省略</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Fine steps of a slider</source>
   <translation>滑块微调</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>Finish what is under way, and begin nothing more</source>
   <translation>完成正在进行的，不再开始新的</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>First steps</source>
   <translation>入门</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Fit in the window</source>
   <translation>适合窗口</translation>
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Fit the picture</source>
   <translation>适配图片</translation>
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Fit to the place</source>
   <translation>适配位置</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Flip horizontally</source>
   <translation>水平翻转</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Flip vertically</source>
   <translation>垂直翻转</translation>
  </message>
  <message>
   <location filename="../../ui/panels/tool_options.py" />
   <source>Flow</source>
   <translation>流量</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Flow of the brush</source>
   <translation>画笔流量</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Flow through</source>
   <translation>流畅经过</translation>
  </message>
  <message>
   <location filename="../../ui/hands.py" />
   <source>Flow {percent} %</source>
   <translation>流量 {percent} %</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_strip.py" />
   <source>Fold or unfold the snapshots</source>
   <translation>折叠或展开快照</translation>
  </message>
  <message>
   <location filename="../../ui/widgets/section.py" />
   <source>Fold or unfold {title}</source>
   <translation>折叠或展开{title}</translation>
  </message>
  <message>
   <location filename="../../ui/docks/column.py" />
   <source>Fold or unfold {title}; drag to move it</source>
   <translation>折叠或展开{title}；拖动可移动</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_strip.py" />
   <source>Fold the snapshots</source>
   <translation>折叠快照</translation>
  </message>
  <message>
   <location filename="../../ui/studio/slider_group.py" />
   <source>Fold {title}</source>
   <translation>折叠{title}</translation>
  </message>
  <message>
   <location filename="../../ui/language.py" />
   <source>Folder</source>
   <translation>文件夹</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>Folder for the results</source>
   <translation>存放结果的文件夹</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>Folder of masks</source>
   <translation>蒙版文件夹</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>Folder of photos</source>
   <translation>照片文件夹</translation>
  </message>
  <message>
   <location filename="../../ui/dropping.py" />
   <source>Folders inside it are not looked into: drop one of them.</source>
   <translation>不会查看其中的子文件夹：请拖放其中一个。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/photo_link.py" />
   <source>Follow the photo</source>
   <translation>跟随照片</translation>
  </message>
  <message>
   <location filename="../../ui/studio/photo_link.py" />
   <source>Follow the studio</source>
   <translation>跟随工作室</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Follow the system's light or dark look</source>
   <translation>跟随系统的浅色或深色外观</translation>
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Follows the sliders</source>
   <translation>跟随滑块</translation>
  </message>
  <message>
   <location filename="../../ui/panels/colours_panel.py" />
   <source>Forget the colours (Esc)</source>
   <translation>忘记这些颜色（Esc）</translation>
  </message>
  <message>
   <location filename="../../resources/models/landscapes-gan.directions.json" />
   <source>Form</source>
   <translation>形态</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>Format</source>
   <translation>格式</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>Found by name: for beach.jpg beach.png, beach-mask.png or beach_mask.png.</source>
   <translation>按名称查找：beach.jpg 对应 beach.png、beach-mask.png 或 beach_mask.png。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>Frame {done} of {frames}</source>
   <translation>第 {done} 帧，共 {frames} 帧</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/before_after.py" />
   <source>Frames a second</source>
   <translation>每秒帧数</translation>
  </message>
  <message>
   <location filename="../../ui/panels/crop_panel.py" />
   <source>Free</source>
   <translation>自由</translation>
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>From Retouch</source>
   <translation>来自修饰</translation>
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>From a photo</source>
   <translation>从照片开始</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/before_after.py" />
   <source>From the original to the result</source>
   <translation>从原图到结果</translation>
  </message>
  <message>
   <location filename="../../ui/stack_words.py" />
   <source>From the photo itself</source>
   <translation>来自照片自身</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Full screen</source>
   <translation>全屏</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>G</source>
   <translation>G</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>GAN repair</source>
   <translation>GAN 修复</translation>
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Gain</source>
   <translation>增益</translation>
  </message>
  <message>
   <location filename="../../ui/panels/colour_panel.py" />
   <source>Gamut of</source>
   <translation>色域属于</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Gamut warning</source>
   <translation>色域警告</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>Get the file again, or choose another.</source>
   <translation>请重新获取文件，或选择其他文件。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/plan.py" />
   <source>Give a mask, a folder of masks, or a recipe: one of them.</source>
   <translation>请提供一个蒙版、一个蒙版文件夹或一个配方：其中之一。</translation>
  </message>
  <message>
   <location filename="../../engine/metrics/lpips.py" />
   <source>Give a safetensors file with LPIPS-Alex or LPIPS-VGG weights, or leave LPIPS out.</source>
   <translation>请提供含有 LPIPS-Alex 或 LPIPS-VGG 权重的 safetensors 文件，或不使用 LPIPS。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>Give access to it.</source>
   <translation>请授予访问权限。</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Give commands other keys</source>
   <translation>为命令指定其他按键</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/editor.py" />
   <source>Give every command its own keys again</source>
   <translation>让所有命令恢复自己的按键</translation>
  </message>
  <message>
   <location filename="../../engine/batch/work.py" />
   <source>Give it a mask.</source>
   <translation>请给它一个蒙版。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/writing.py" />
   <source>Give it one of these endings: {join}.</source>
   <translation>请使用以下结尾之一：{join}。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>Give it one.</source>
   <translation>请给它起一个名称。</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Give the chosen patch a name</source>
   <translation>为所选修补块命名</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/editor.py" />
   <source>Give this command its own keys again</source>
   <translation>让此命令恢复自己的按键</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>Give up what is under way; what is done stays</source>
   <translation>放弃正在进行的；已完成的保留</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Go from the brush to the eraser, and from any other tool to the brush</source>
   <translation>从画笔切换到橡皮擦，从其他工具切换到画笔</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Go here</source>
   <translation>转到这里</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>Go on</source>
   <translation>继续</translation>
  </message>
  <message>
   <location filename="../../ui/recovery/outside_bar.py" />
   <source>Go on with the photo as it is here</source>
   <translation>以照片的当前状态继续</translation>
  </message>
  <message>
   <location filename="../../engine/latent/morph.py" />
   <source>Go through styles instead.</source>
   <translation>请改为经过风格。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Go to a frame</source>
   <translation>转到某一帧</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Go to a seed by chance</source>
   <translation>随机转到一个种子</translation>
  </message>
  <message>
   <location filename="../../ui/studio/snapshots.py" />
   <source>Go to a snapshot</source>
   <translation>转到快照</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Go to the picture that is compared with</source>
   <translation>转到用于对比的图片</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Go to the point that a file or a saved picture holds</source>
   <translation>前往文件或已存图片中的点</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Go to this frame</source>
   <translation>转到此帧</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/before_after.py" />
   <source>Goes back to the original, so that it can run for ever</source>
   <translation>返回原图，因此可以无限循环</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>Green</source>
   <translation>绿色</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>Greener below 0, more magenta above</source>
   <translation>小于 0 更绿，大于 0 更品红</translation>
  </message>
  <message>
   <location filename="../../ui/colour_values.py" />
   <source>Grey</source>
   <translation>灰度</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/adjusting.py" />
   <source>Grey point</source>
   <translation>灰点</translation>
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Grid</source>
   <translation>网格</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>Grow</source>
   <translation>扩大</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>Grow mask</source>
   <translation>扩大蒙版</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Grow mask…</source>
   <translation>扩大蒙版…</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>Grow the mask</source>
   <translation>扩大蒙版</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Guide to Latents</source>
   <translation>潜空间指南</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Guide to batches</source>
   <translation>批处理指南</translation>
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.directions.json" />
   <source>Hair</source>
   <translation>头发</translation>
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.directions.json" />
   <source>Hair at the sides</source>
   <translation>两侧头发</translation>
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.directions.json" />
   <source>Hair lighter</source>
   <translation>头发更亮</translation>
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.directions.json" />
   <source>Hair on top</source>
   <translation>头顶头发</translation>
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.directions.json" />
   <source>Hair warmer</source>
   <translation>头发更暖</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Hand</source>
   <translation>抓手</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Harder brush</source>
   <translation>更硬的画笔</translation>
  </message>
  <message>
   <location filename="../../ui/panels/tool_options.py" />
   <source>Hardness</source>
   <translation>硬度</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Have back what a crash left unsaved</source>
   <translation>找回崩溃时未保存的内容</translation>
  </message>
  <message>
   <location filename="../../resources/models/landscapes-gan.directions.json" />
   <source>Hazier</source>
   <translation>更朦胧</translation>
  </message>
  <message>
   <location filename="../../ui/panels/clone_options.py" />
   <source>Heal without a source</source>
   <translation>不选来源修复</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/replaying.py" />
   <source>Healing brush</source>
   <translation>修复画笔</translation>
  </message>
  <message>
   <location filename="../../ui/panels/crop_panel.py" />
   <source>Height</source>
   <translation>高度</translation>
  </message>
  <message>
   <location filename="../../ui/panels/crop_panel.py" />
   <source>Height of what is kept</source>
   <translation>保留部分的高度</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Help</source>
   <translation>帮助</translation>
  </message>
  <message>
   <location filename="../../ui/widgets/error_bar.py" />
   <source>Help with this error</source>
   <translation>有关此错误的帮助</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Hide all other patches; once more, and those that showed are back</source>
   <translation>隐藏所有其他修补块；再次执行则恢复之前显示的修补块</translation>
  </message>
  <message>
   <location filename="../../engine/document/document.py" />
   <source>Hide patch</source>
   <translation>隐藏修补块</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patch_row.py" />
   <source>Hide patch {n}</source>
   <translation>隐藏修补块 {n}</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Hide the chosen patch, or show it again</source>
   <translation>隐藏所选修补块，或再次显示</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patch_row.py" />
   <source>Hide this patch</source>
   <translation>隐藏此修补块</translation>
  </message>
  <message>
   <location filename="../../ui/panels/crop_panel.py" />
   <source>High</source>
   <translation>高</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/adjusting.py" />
   <source>Histogram</source>
   <translation>直方图</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/before_after.py" />
   <source>Hold</source>
   <translation>停留</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Hold Space</source>
   <translation>按住空格</translation>
  </message>
  <message>
   <location filename="../../ui/panels/crop_panel.py" />
   <source>Hold the frame to the shape it has</source>
   <translation>保持框的现有形状</translation>
  </message>
  <message>
   <location filename="../../ui/panels/crop_panel.py" />
   <source>Hold the frame to this shape</source>
   <translation>让框保持此形状</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Hold the key to see the photo as it was opened</source>
   <translation>按住按键查看照片打开时的样子</translation>
  </message>
  <message>
   <location filename="../../ui/batch/detail.py" />
   <source>Hold the mouse or Space to see it as it was</source>
   <translation>按住鼠标或空格查看原来的样子</translation>
  </message>
  <message>
   <location filename="../../ui/panels/crop_panel.py" />
   <source>Hold this shape</source>
   <translation>保持此形状</translation>
  </message>
  <message>
   <location filename="../../resources/models/landscapes-gan.directions.json" />
   <source>Horizon higher</source>
   <translation>地平线更高</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>How</source>
   <translation>方式</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>How a whole folder of photos is filled</source>
   <translation>如何填充整个文件夹的照片</translation>
  </message>
  <message>
   <location filename="../../ui/panels/dust_panel.py" />
   <source>How faint a speck may be and still count</source>
   <translation>斑点多淡仍算在内</translation>
  </message>
  <message>
   <location filename="../../ui/panels/colours_panel.py" />
   <source>How far a colour may be off and still be marked</source>
   <translation>颜色可相差多少仍被标记</translation>
  </message>
  <message>
   <location filename="../../ui/panels/select_options.py" />
   <source>How far a colour may be off from the one clicked</source>
   <translation>颜色可与点击处相差多少</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>How far a seed may lead away from the mean fill</source>
   <translation>种子可偏离平均填充的程度</translation>
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>How far a seed may lead away from the mean fill, which is 0 %</source>
   <translation>种子可偏离平均填充（0 %）的程度</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>How far from the mask's edge the photo's is looked for</source>
   <translation>在距蒙版边缘多远的范围内寻找照片的边缘</translation>
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>How far its colours follow the photo around it; at 0 only the seam does</source>
   <translation>颜色跟随周围照片的程度；为 0 时只有接缝跟随</translation>
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>How far the slider goes to either side</source>
   <translation>滑块向两侧移动的范围</translation>
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>How far two are apart (D)</source>
   <translation>两者相差多少（D）</translation>
  </message>
  <message>
   <location filename="../../ui/panels/colours_panel.py" />
   <source>How gradually colours further off are marked less</source>
   <translation>较远的颜色标记减弱的平缓程度</translation>
  </message>
  <message>
   <location filename="../../ui/panels/tool_options.py" />
   <source>How hard the edge is</source>
   <translation>边缘有多硬</translation>
  </message>
  <message>
   <location filename="../../ui/panels/dust_panel.py" />
   <source>How large a speck, or how wide a scratch, may be</source>
   <translation>斑点最大多大、划痕最宽多宽</translation>
  </message>
  <message>
   <location filename="../../ui/panels/navigator.py" />
   <source>How large the photo is shown</source>
   <translation>照片显示的大小</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>How large the photo was before it was cropped is not known, so its recipe cannot be saved.</source>
   <translation>照片裁剪前的大小未知，因此无法保存其配方。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>How large the picture is, by the place that is masked</source>
   <translation>图片的大小，以蒙版位置为准</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/before_after.py" />
   <source>How long each end is shown</source>
   <translation>每一端显示多久</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>How long the film is</source>
   <translation>影片的长度</translation>
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>How long the search goes on: more steps come nearer</source>
   <translation>搜索持续多久：步数越多越接近</translation>
  </message>
  <message>
   <location filename="../../ui/panels/candidates_panel.py" />
   <source>How many fills Try several makes</source>
   <translation>“多试几个”生成多少个填充</translation>
  </message>
  <message>
   <location filename="../../ui/studio/lattice.py" />
   <source>How many seeds the lattice spans</source>
   <translation>点阵跨越多少个种子</translation>
  </message>
  <message>
   <location filename="../../ui/panels/candidates_panel.py" />
   <source>How many to try</source>
   <translation>尝试数量</translation>
  </message>
  <message>
   <location filename="../../ui/panels/clone_options.py" />
   <source>How much a whole stroke covers; its patch keeps it</source>
   <translation>一整笔覆盖的程度；修补块会保留它</translation>
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>How much around the hole the method may look at</source>
   <translation>方法可以看到空洞周围多大范围</translation>
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>How much is added at the bottom</source>
   <translation>下边增加多少</translation>
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>How much is added at the top</source>
   <translation>上边增加多少</translation>
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>How much is added to the left</source>
   <translation>左边增加多少</translation>
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>How much is added to the right</source>
   <translation>右边增加多少</translation>
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>How much its edges are steepened where it is enlarged</source>
   <translation>边缘锐化的程度</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patch_details.py" />
   <source>How much of the patch shows over what lies below it</source>
   <translation>修补块在下方内容之上显示的程度</translation>
  </message>
  <message>
   <location filename="../../ui/panels/tool_options.py" />
   <source>How much one pass of the brush adds (Shift and a digit)</source>
   <translation>画笔每一遍加多少（Shift 加数字键）</translation>
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>How much the difference is brightened</source>
   <translation>差异被增亮的程度</translation>
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>How near it came. PSNR and SSIM: higher is nearer. LPIPS: lower is nearer.</source>
   <translation>接近的程度。PSNR 和 SSIM：越高越接近。LPIPS：越低越接近。</translation>
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>How often a second the two change places</source>
   <translation>两者每秒交替多少次</translation>
  </message>
  <message>
   <location filename="../../ui/panels/histogram.py" />
   <source>How often each value occurs</source>
   <translation>每个数值出现的频率</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>How small a step in the photo holds the edge</source>
   <translation>照片中多小的变化可以留住边缘</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>How steep the edge becomes; 0 is best for hair</source>
   <translation>边缘变得多陡；头发以 0 为最佳</translation>
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>How the hole is filled</source>
   <translation>空洞如何填充</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>How the masks are filled</source>
   <translation>蒙版如何填充</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/before_after.py" />
   <source>How the original becomes the result</source>
   <translation>原图如何变为结果</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>How they were filled: IPTC DigitalSourceType, and the recipe in XMP. The pictures look the same.</source>
   <translation>记录填充方式：IPTC DigitalSourceType，配方写入 XMP。图片外观不变。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>How this model's pictures vary most; nobody has named these yet</source>
   <translation>此模型的图片最主要的变化方式；尚未有人命名</translation>
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Hz</source>
   <translation>赫兹</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Import a mask</source>
   <translation>导入蒙版</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/editor.py" />
   <source>Import keys</source>
   <translation>导入按键</translation>
  </message>
  <message>
   <location filename="../../ui/editor.py" />
   <source>Import mask</source>
   <translation>导入蒙版</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Import mask…</source>
   <translation>导入蒙版…</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Import presets</source>
   <translation>导入预设</translation>
  </message>
  <message>
   <location filename="../../ui/studio/presets_panel.py" />
   <source>Import presets from a file…</source>
   <translation>从文件导入预设…</translation>
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>Import the model first, or copy a point of one that is installed.</source>
   <translation>请先导入该模型，或复制已安装模型的点。</translation>
  </message>
  <message numerus="yes">
   <location filename="../../ui/studio/presets_panel.py" />
   <source>Imported {n} presets from {name}</source>
   <translation>
    <numerusform>已从 {name} 导入 {n} 个预设</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../ui/studio/presets_panel.py" />
   <source>Importing</source>
   <translation>正在导入</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/editor.py" />
   <source>Import…</source>
   <translation>导入…</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>In</source>
   <translation>输入</translation>
  </message>
  <message>
   <location filename="../../ui/studio/photo_link.py" />
   <source>In Retouch, brush over a place in the photo first.</source>
   <translation>请先在“修饰”中涂抹照片的一处。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>In the photo</source>
   <translation>在照片中</translation>
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.directions.json" />
   <source>Ink outlines</source>
   <translation>墨线轮廓</translation>
  </message>
  <message>
   <location filename="../../ui/studio/photo_link.py" />
   <source>Install it again. The patch stays as it is.</source>
   <translation>请重新安装它。修补块保持原样。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/cluster.py" />
   <source>Install the "cluster" extra with: python -m pip install distributed</source>
   <translation>请安装“cluster”附加包：python -m pip install distributed</translation>
  </message>
  <message>
   <location filename="../../engine/photo/formats.py" />
   <source>Install the "{name}" extra with: python -m pip install {package}</source>
   <translation>请安装“{name}”附加包：python -m pip install {package}</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>Install the program again, or fill with another method.</source>
   <translation>请重新安装程序，或用其他方法填充。</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>Instead of the mask</source>
   <translation>代替蒙版</translation>
  </message>
  <message>
   <location filename="../../ui/panels/select_options.py" />
   <source>Intersect</source>
   <translation>相交</translation>
  </message>
  <message>
   <location filename="../../ui/tools/brush.py" />
   <source>Intersect with brush</source>
   <translation>与画笔相交</translation>
  </message>
  <message>
   <location filename="../../ui/tools/colours.py" />
   <source>Intersect with colour range</source>
   <translation>与颜色范围相交</translation>
  </message>
  <message>
   <location filename="../../ui/tools/select.py" />
   <source>Intersect with ellipse</source>
   <translation>与椭圆相交</translation>
  </message>
  <message>
   <location filename="../../ui/tools/select.py" />
   <source>Intersect with lasso</source>
   <translation>与套索区域相交</translation>
  </message>
  <message>
   <location filename="../../ui/tools/snap.py" />
   <source>Intersect with object</source>
   <translation>与物体相交</translation>
  </message>
  <message>
   <location filename="../../ui/tools/select.py" />
   <source>Intersect with polygon</source>
   <translation>与多边形相交</translation>
  </message>
  <message>
   <location filename="../../ui/tools/select.py" />
   <source>Intersect with rectangle</source>
   <translation>与矩形相交</translation>
  </message>
  <message>
   <location filename="../../ui/tools/wand.py" />
   <source>Intersect with similar colours</source>
   <translation>与相似颜色相交</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Intersect with the mask</source>
   <translation>与蒙版相交</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>Invents: every seed paints another.</source>
   <translation>创造可能存在的内容：每个种子画出不同结果。</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Invert mask</source>
   <translation>反转蒙版</translation>
  </message>
  <message>
   <location filename="../../engine/photo/jpeg.py" />
   <source>It also holds a preview or an HDR gain map, which does not fit a changed photo and is not saved.</source>
   <translation>它还含有预览图或 HDR 增益图，与更改后的照片不符，因此不保存。</translation>
  </message>
  <message>
   <location filename="../../engine/document/adjustment.py" />
   <source>It can be left out and set anew.</source>
   <translation>可以省略它，然后重新设置。</translation>
  </message>
  <message>
   <location filename="../../ui/stack_proof.py" />
   <source>It comes from no file, so it was compared with itself as it was opened.</source>
   <translation>它不来自任何文件，因此与打开时的自身作了比较。</translation>
  </message>
  <message>
   <location filename="../../ui/race/race.py" />
   <source>It failed.</source>
   <translation>失败了。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/pillow_decoding.py" />
   <source>It has a fourth channel that is no transparency; it was left out.</source>
   <translation>它的第四个通道不是透明度；已省略。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/tiff.py" />
   <source>It has channels beside colour and transparency; they were left out.</source>
   <translation>它有颜色和透明度之外的通道；已省略。</translation>
  </message>
  <message>
   <location filename="../../ui/editor.py" />
   <source>It holds all colours, where the original held a palette</source>
   <translation>文件包含全部颜色，而原图使用调色板</translation>
  </message>
  <message>
   <location filename="../../engine/project/foreign.py" />
   <source>It holds more of other programs than can be carried along.</source>
   <translation>其中来自其他程序的内容多到无法一并保留。</translation>
  </message>
  <message>
   <location filename="../../engine/project/archive.py" />
   <source>It holds more than {count:,} files.</source>
   <translation>其中的文件超过 {count:,} 个。</translation>
  </message>
  <message>
   <location filename="../../ui/editor.py" />
   <source>It holds shades of grey, where the original held black and white alone</source>
   <translation>文件包含灰度，而原图只有黑白两色</translation>
  </message>
  <message>
   <location filename="../../engine/project/archive.py" />
   <source>It is locked with a password.</source>
   <translation>它被密码锁定。</translation>
  </message>
  <message>
   <location filename="../../ui/stack.py" />
   <source>It is the highest already.</source>
   <translation>它已在最上层。</translation>
  </message>
  <message>
   <location filename="../../ui/stack.py" />
   <source>It is the lowest already.</source>
   <translation>它已在最下层。</translation>
  </message>
  <message>
   <location filename="../../ui/stack_proof.py" />
   <source>It is too large to be held twice, so it was compared with the photo in memory.</source>
   <translation>它太大，无法同时保存两份，因此与内存中的照片作了比较。</translation>
  </message>
  <message>
   <location filename="../../engine/project/stack.py" />
   <source>It may have been made to do harm; look at where it comes from.</source>
   <translation>它可能是恶意制作的；请查看其来源。</translation>
  </message>
  <message>
   <location filename="../../engine/project/archive.py" />
   <source>It may have been made to fill the memory; look at where it comes from.</source>
   <translation>它可能是为了耗尽内存而制作的；请查看其来源。</translation>
  </message>
  <message>
   <location filename="../../ui/stack.py" />
   <source>It overlaps {other}, so their order stays as it is</source>
   <translation>它与 {other} 重叠，因此它们的顺序保持不变</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>It stays with this photo and is loaded from the menu Select. A name in use is replaced.</source>
   <translation>它随这张照片保留，可从“选择”菜单载入。已使用的名称会被替换。</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/again.py" />
   <source>It was merged of several patches, which cannot be made again one by one.</source>
   <translation>它由多个修补块合并而成，无法逐个重新制作。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/work.py" />
   <source>It was not made by this batch, or has been changed since. Move it away, or allow replacing files.</source>
   <translation>它不是由这次批处理生成的，或之后被更改过。请将其移走，或允许替换文件。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/quality_view.py" />
   <source>It was not tried here: it was still loading, took too long, or failed.</source>
   <translation>此处没有尝试它：仍在加载、耗时过长或失败。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/pillow_decoding.py" />
   <source>Its Lab colours were converted to sRGB.</source>
   <translation>其 Lab 颜色已转换为 sRGB。</translation>
  </message>
  <message>
   <location filename="../../engine/project/archive.py" />
   <source>Its content would be far larger than the file makes it look.</source>
   <translation>其内容会远大于文件的表面大小。</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Its fills and strokes are gone then. The photo itself stays as it is.</source>
   <translation>其中的填充和笔画将会消失。照片本身保持原样。</translation>
  </message>
  <message>
   <location filename="../../engine/project/foreign.py" />
   <source>Its layers are blended in ways that only other programs know, and it holds no merged picture.</source>
   <translation>其图层的混合方式只有其他程序认识，并且不含合并图片。</translation>
  </message>
  <message>
   <location filename="../../engine/project/foreign.py" />
   <source>Its layers are blended in ways that only other programs know: their merged picture was opened, and the layers stay in the file.</source>
   <translation>其图层的混合方式只有其他程序认识：已打开合并图片，图层保留在文件中。</translation>
  </message>
  <message>
   <location filename="../../engine/project/stack.py" />
   <source>Its list of layers declares entities, which no project needs.</source>
   <translation>其图层列表声明了实体，项目并不需要实体。</translation>
  </message>
  <message>
   <location filename="../../engine/project/stack.py" />
   <source>Its list of layers has no end.</source>
   <translation>其图层列表没有结尾。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/pillow_decoding.py" />
   <source>Its premultiplied transparency was undone, which rounds faint pixels.</source>
   <translation>其预乘透明度已还原，这会使微弱像素取整。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/formats.py" />
   <source>JPEG XL</source>
   <translation>JPEG XL</translation>
  </message>
  <message>
   <location filename="../../engine/photo/formats.py" />
   <source>JPEG, PNG, TIFF, WebP, BMP, AVIF or GIF</source>
   <translation>JPEG、PNG、TIFF、WebP、BMP、AVIF 或 GIF</translation>
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Keep  ⏎</source>
   <translation>保留  ⏎</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Keep a snapshot</source>
   <translation>保留快照</translation>
  </message>
  <message>
   <location filename="../../ui/fills.py" />
   <source>Keep another fill</source>
   <translation>保留另一个填充</translation>
  </message>
  <message>
   <location filename="../../ui/recovery/dialog.py" />
   <source>Keep it, and ask at the next start</source>
   <translation>保留它，下次启动时再询问</translation>
  </message>
  <message>
   <location filename="../../ui/recovery/outside_bar.py" />
   <source>Keep mine</source>
   <translation>保留我的</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Keep one of the candidates</source>
   <translation>保留其中一个候选</translation>
  </message>
  <message>
   <location filename="../../ui/retouch.py" />
   <source>Keep one of the results first, or leave them</source>
   <translation>请先保留其中一个结果，或离开</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Keep only what is marked twice (Shift+Alt for one stroke of a selecting tool)</source>
   <translation>只保留两次都标记的部分（选择工具单笔可按住 Shift+Alt）</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_strip.py" />
   <source>Keep pictures that you like: go back to them, wander between them on a map, make a film of them.</source>
   <translation>保留您喜欢的图片：可返回它们、在地图上漫游其间、用它们制作影片。</translation>
  </message>
  <message>
   <location filename="../../ui/batch/asking.py" />
   <source>Keep running</source>
   <translation>继续运行</translation>
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Keep the chosen result</source>
   <translation>保留所选结果</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/editor.py" />
   <source>Keep the keys as they are</source>
   <translation>保持按键不变</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Keep the mask under a name with this photo</source>
   <translation>以名称将蒙版与这张照片一起保留</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Keep the smallest rectangle around what is marked</source>
   <translation>保留围绕标记部分的最小矩形</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Keep this place, to come back to it</source>
   <translation>保留此处，以便返回</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_strip.py" />
   <source>Keep this place, to come back to it (S)</source>
   <translation>保留此处，以便返回（S）</translation>
  </message>
  <message>
   <location filename="../../ui/studio/wander_map.py" />
   <source>Keep two snapshots to wander between them.</source>
   <translation>保留两个快照后即可在其间漫游。</translation>
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Keep {label}  ⏎</source>
   <translation>保留 {label}  ⏎</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>Keeping the card</source>
   <translation>正在保留卡片</translation>
  </message>
  <message>
   <location filename="../../ui/app.py" />
   <source>Keeping the settings</source>
   <translation>正在保存设置</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>Keeping the weights</source>
   <translation>正在保留权重</translation>
  </message>
  <message>
   <location filename="../../ui/studio/shelf_keeping.py" />
   <source>Keeping your sliders</source>
   <translation>正在保留您的滑块</translation>
  </message>
  <message>
   <location filename="../../ui/studio/shelf_keeping.py" />
   <source>Keeping your snapshots</source>
   <translation>正在保存快照</translation>
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Key A puts the chosen one here, key 0 the original</source>
   <translation>按键 A 将所选结果放在此处，按键 0 放原图</translation>
  </message>
  <message>
   <location filename="../../ui/studio/snapshots.py" />
   <source>Key {key}</source>
   <translation>关键帧 {key}</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/editor.py" />
   <source>Key {number}: {key}</source>
   <translation>按键 {number}：{key}</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Keyboard shortcuts</source>
   <translation>键盘快捷键</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/editor.py" />
   <source>Keys (*.json)</source>
   <translation>按键（*.json）</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/editor.py" />
   <source>Keys (*.json);;All files (*)</source>
   <translation>按键 (*.json);;所有文件 (*)</translation>
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Keys 1 to 9 choose it</source>
   <translation>按键 1 到 9 选择</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>Kind</source>
   <translation>种类</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/before_after.py" />
   <source>Kind of file</source>
   <translation>文件类型</translation>
  </message>
  <message>
   <location filename="../../resources/models/landscapes-gan.directions.json" />
   <source>Land</source>
   <translation>陆地</translation>
  </message>
  <message>
   <location filename="../../resources/models/landscapes-gan.directions.json" />
   <source>Land greener</source>
   <translation>陆地更绿</translation>
  </message>
  <message>
   <location filename="../../resources/models/landscapes-gan.json" />
   <source>Landscapes (GAN)</source>
   <translation>风景（GAN）</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Language</source>
   <translation>语言</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Language of the system</source>
   <translation>系统语言</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Larger brush</source>
   <translation>更大的画笔</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Lasso</source>
   <translation>套索</translation>
  </message>
  <message>
   <location filename="../../ui/studio/point_files.py" />
   <source>Latent point (*{SUFFIX})</source>
   <translation>潜空间点 (*{SUFFIX})</translation>
  </message>
  <message>
   <location filename="../../ui/studio/point_files.py" />
   <source>Latent points, and pictures that hold one (*{SUFFIX} *.png)</source>
   <translation>潜空间点，以及含有潜空间点的图片 (*{SUFFIX} *.png)</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>Latent studio</source>
   <translation>潜空间工作室</translation>
  </message>
  <message>
   <location filename="../../engine/latent/direction.py" />
   <source>Latent {index}</source>
   <translation>潜变量 {index}</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Latents</source>
   <translation>潜空间</translation>
  </message>
  <message>
   <location filename="../../ui/stack_words.py" />
   <source>Latents · {times:.1f} ×</source>
   <translation>潜空间 · {times:.1f} ×</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Latents: compare a sample with the picture</source>
   <translation>潜空间：将样本与图片对比</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Latents: put a sample into the lattice or a mix</source>
   <translation>潜空间：将样本放入点阵或混合</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Latents: step through the seed lattice</source>
   <translation>潜空间：在种子点阵中移动</translation>
  </message>
  <message>
   <location filename="../../ui/recovery/dialog.py" />
   <source>Later</source>
   <translation>以后</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Lay a copy of the chosen patch over it</source>
   <translation>在其上放置所选修补块的副本</translation>
  </message>
  <message>
   <location filename="../../ui/studio/photo_link.py" />
   <source>Lay a picture</source>
   <translation>放置图片</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patch_details.py" />
   <source>Lay again</source>
   <translation>重新放置</translation>
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Lay the chosen result over the photo (Enter)</source>
   <translation>将所选结果覆盖到照片上（Enter）</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Lay the picture over the masked place, where it follows the sliders</source>
   <translation>将图片覆盖到蒙版位置，并跟随滑块</translation>
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Lay the picture over the masked place; it follows the sliders from then on</source>
   <translation>将图片覆盖到蒙版位置；此后它跟随滑块</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patch_details.py" />
   <source>Lay this picture again, over what lies below it today</source>
   <translation>在其下方的当前内容上重新放置此图片</translation>
  </message>
  <message>
   <location filename="../../ui/studio/layer_range.py" />
   <source>Layer {layer} of {layers}: {side} × {side} px, {WHAT}
Drag over the layers</source>
   <translation>第 {layer} 层，共 {layers} 层：{side} × {side} 像素，{WHAT}
在层上拖动</translation>
  </message>
  <message>
   <location filename="../../ui/studio/base_panel.py" />
   <source>Layers from this one on keep their own style; coarse form is truncated, colours and detail are not</source>
   <translation>从此层起保持自己的风格；粗略形态被截断，颜色和细节不受影响</translation>
  </message>
  <message>
   <location filename="../../engine/project/foreign.py" />
   <source>Layers of {name}</source>
   <translation>{name} 的层</translation>
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>Layers, reach, name and place</source>
   <translation>层、范围、名称和位置</translation>
  </message>
  <message>
   <location filename="../../ui/studio/photo_link.py" />
   <source>Laying the picture into the photo</source>
   <translation>正在将图片放入照片</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Lead back from the last key frame to the first, without a jump</source>
   <translation>从最后一个关键帧平滑地回到第一个，没有跳跃</translation>
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>Learn again</source>
   <translation>重新学习</translation>
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>Learn it again, or copy the point from where it is known.</source>
   <translation>请重新学习，或从已知它的地方复制该点。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Learned</source>
   <translation>学得的</translation>
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Learned anew: {name}</source>
   <translation>已重新学习：{name}</translation>
  </message>
  <message>
   <location filename="../../engine/latent/direction.py" />
   <source>Learned from {more} samples with more and {less} with less</source>
   <translation>从 {more} 个更多的样本和 {less} 个更少的样本学得</translation>
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Learning</source>
   <translation>学习</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/editor.py" />
   <source>Leave it</source>
   <translation>不更改</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/patchmatch.py" />
   <source>Leave some of the photo unmasked.</source>
   <translation>请保留照片的一部分不加蒙版。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Leave the patch on the photo as it is now</source>
   <translation>让照片上的修补块保持现状</translation>
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Leave without keeping any</source>
   <translation>离开，一个都不保留</translation>
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Leave; nothing changes (Esc)</source>
   <translation>离开；不作任何更改（Esc）</translation>
  </message>
  <message>
   <location filename="../../ui/panels/crop_panel.py" />
   <source>Left</source>
   <translation>左</translation>
  </message>
  <message>
   <location filename="../../ui/batch/grid.py" />
   <source>Left out</source>
   <translation>已省略</translation>
  </message>
  <message>
   <location filename="../../ui/panels/colours_panel.py" />
   <source>Left out: {colour}</source>
   <translation>排除：{colour}</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/before_after.py" />
   <source>Length</source>
   <translation>长度</translation>
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Less</source>
   <translation>更少</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>Less contrast</source>
   <translation>降低对比度</translation>
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>Let go of this photo</source>
   <translation>放开这张照片</translation>
  </message>
  <message>
   <location filename="../../ui/panels/histogram.py" />
   <source>Let rare values be seen, too</source>
   <translation>让罕见的数值也能看到</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Let the edge of the mask follow the photo, down to fine hair</source>
   <translation>让蒙版边缘跟随照片，直到细发丝</translation>
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>Let the photo be searched for instead.</source>
   <translation>请改为对照片进行搜索。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/crop_panel.py" />
   <source>Level along a line</source>
   <translation>沿直线校平</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Level view</source>
   <translation>视图复位</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>Licence</source>
   <translation>许可证</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Lift the chosen patch off the photo</source>
   <translation>将所选修补块从照片上揭下</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>Lift the shadows</source>
   <translation>提亮阴影</translation>
  </message>
  <message>
   <location filename="../../ui/stack.py" />
   <source>Lifted the patch off</source>
   <translation>已揭下修补块</translation>
  </message>
  <message>
   <location filename="../../resources/models/landscapes-gan.directions.json" />
   <source>Light</source>
   <translation>光线</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Light theme</source>
   <translation>浅色主题</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>Light, in stops: +1 EV is twice as much</source>
   <translation>光线，以档为单位：+1 EV 为两倍</translation>
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Link again</source>
   <translation>重新关联</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>List every key</source>
   <translation>列出所有按键</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Load a mask picture: white is filled</source>
   <translation>载入蒙版图片：白色部分会被填充</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>Load selection</source>
   <translation>载入选区</translation>
  </message>
  <message>
   <location filename="../../engine/latent/inversion.py" />
   <source>Loading the model</source>
   <translation>正在加载模型</translation>
  </message>
  <message>
   <location filename="../../ui/panels/histogram.py" />
   <source>Log</source>
   <translation>对数</translation>
  </message>
  <message>
   <location filename="../../ui/panels/histogram.py" />
   <source>Logarithmic</source>
   <translation>对数</translation>
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>Look again</source>
   <translation>再次查找</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>Look all of it over before anything is written. Originals are never touched.</source>
   <translation>在写入之前先全部查看。原件绝不会被改动。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/colours_panel.py" />
   <source>Look at what is shown, fills included; else at the photo alone</source>
   <translation>查看所显示的内容（包括填充）；否则只看照片本身</translation>
  </message>
  <message>
   <location filename="../../ui/panels/select_options.py" />
   <source>Look at what is shown; else at the photo alone</source>
   <translation>查看所显示的内容；否则只看照片本身</translation>
  </message>
  <message>
   <location filename="../../engine/batch/cluster.py" />
   <source>Look into the workers' logs, then run the batch again.</source>
   <translation>请查看工作进程的日志，然后再次运行批处理。</translation>
  </message>
  <message>
   <location filename="../../ui/batch/detail.py" />
   <source>Looking at a photo</source>
   <translation>正在查看照片</translation>
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>Looking for a GPU…</source>
   <translation>正在查找 GPU…</translation>
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Looking for directions…</source>
   <translation>正在寻找方向…</translation>
  </message>
  <message>
   <location filename="../../ui/dust_finding.py" />
   <source>Looking for dust</source>
   <translation>正在查找灰尘</translation>
  </message>
  <message>
   <location filename="../../ui/panels/dust_panel.py" />
   <source>Looking for dust…</source>
   <translation>正在查找灰尘…</translation>
  </message>
  <message>
   <location filename="../../ui/recovery/safety.py" />
   <source>Looking for unsaved work</source>
   <translation>正在查找未保存的工作</translation>
  </message>
  <message>
   <location filename="../../ui/batch/state.py" />
   <source>Looking through the folder</source>
   <translation>正在浏览文件夹</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>Looking through the folder…</source>
   <translation>正在浏览文件夹…</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Loop</source>
   <translation>循环</translation>
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>MP4 films need the package “av”, which is not installed.</source>
   <translation>MP4 影片需要“av”包，但尚未安装。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source>MP4 video</source>
   <translation>MP4 视频</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>Machines</source>
   <translation>机器</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>Made</source>
   <translation>制作时间</translation>
  </message>
  <message>
   <location filename="../../ui/stack.py" />
   <source>Made it again from what lies below today</source>
   <translation>已根据下方的当前内容重新制作</translation>
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Made the slider: {name}</source>
   <translation>已制作滑块：{name}</translation>
  </message>
  <message>
   <location filename="../../ui/widgets/swatch.py" />
   <source>Magenta</source>
   <translation>品红</translation>
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Make a slider of what is marked</source>
   <translation>用标记的图片制作滑块</translation>
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>Make it first, or choose another.</source>
   <translation>请先创建它，或选择其他文件夹。</translation>
  </message>
  <message>
   <location filename="../../ui/recovery/safety.py" />
   <source>Make it writable, and recover again.</source>
   <translation>请使其可写，然后再次恢复。</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Make one patch of the chosen one and the one below it; it looks the same</source>
   <translation>将所选修补块与其下方的一个合并；外观不变</translation>
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Make slider</source>
   <translation>制作滑块</translation>
  </message>
  <message>
   <location filename="../../engine/batch/record.py" />
   <source>Make some room there, or choose another folder for the results; then run the batch again.</source>
   <translation>请在那里腾出空间，或为结果选择其他文件夹；然后再次运行批处理。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>Make some room there, or save it somewhere else.</source>
   <translation>请在那里腾出空间，或保存到其他位置。</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Make the brush larger</source>
   <translation>增大画笔</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Make the brush smaller</source>
   <translation>减小画笔</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Make the edge of the brush harder</source>
   <translation>使画笔边缘更硬</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Make the edge of the brush softer</source>
   <translation>使画笔边缘更软</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Make this frame the point, so that sliders work on it</source>
   <translation>将此帧设为当前点，使滑块作用于它</translation>
  </message>
  <message>
   <location filename="../../engine/latent/morph.py" />
   <source>Make two films of it.</source>
   <translation>请把它做成两部影片。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/wander_map.py" />
   <source>Map of the snapshots</source>
   <translation>快照地图</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Mark a band along the edge of the mask alone</source>
   <translation>只标记沿蒙版边缘的一条带</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Mark a rectangle</source>
   <translation>标记矩形</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Mark an ellipse</source>
   <translation>标记椭圆</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Mark anew; a drag from inside the mask moves it</source>
   <translation>重新标记；从蒙版内部拖动可移动蒙版</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Mark as less</source>
   <translation>标记为更少</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Mark as more</source>
   <translation>标记为更多</translation>
  </message>
  <message>
   <location filename="../../engine/latent/direction.py" />
   <source>Mark at least {FEWEST_MARKS} of each.</source>
   <translation>每种请至少标记 {FEWEST_MARKS} 个。</translation>
  </message>
  <message>
   <location filename="../../ui/tools/colours.py" />
   <source>Mark colour range</source>
   <translation>标记颜色范围</translation>
  </message>
  <message>
   <location filename="../../ui/dust_finding.py" />
   <source>Mark dust</source>
   <translation>标记灰尘</translation>
  </message>
  <message>
   <location filename="../../ui/tools/select.py" />
   <source>Mark ellipse</source>
   <translation>标记椭圆</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Mark everything</source>
   <translation>标记全部</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Mark everything of some colours, seen at once</source>
   <translation>标记某些颜色的所有部分，即时可见</translation>
  </message>
  <message>
   <location filename="../../ui/tools/select.py" />
   <source>Mark lasso</source>
   <translation>标记套索区域</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Mark more (Shift for one stroke of a selecting tool)</source>
   <translation>标记更多（选择工具单笔可按住 Shift）</translation>
  </message>
  <message>
   <location filename="../../engine/latent/direction.py" />
   <source>Mark other samples.</source>
   <translation>请标记其他样本。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Mark pictures that have more and pictures that have less of something, here or in the samples. A slider is made of them.</source>
   <translation>在这里或样本中标记某种特征更多和更少的图片，由此制作一个滑块。</translation>
  </message>
  <message>
   <location filename="../../ui/tools/select.py" />
   <source>Mark polygon</source>
   <translation>标记多边形</translation>
  </message>
  <message>
   <location filename="../../ui/tools/select.py" />
   <source>Mark rectangle</source>
   <translation>标记矩形</translation>
  </message>
  <message>
   <location filename="../../ui/tools/wand.py" />
   <source>Mark similar colours</source>
   <translation>标记相似颜色</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>Mark the border</source>
   <translation>标记边界</translation>
  </message>
  <message>
   <location filename="../../ui/retouch.py" />
   <source>Mark the chosen colours first, or let go of them with Esc</source>
   <translation>请先标记所选颜色，或按 Esc 放弃</translation>
  </message>
  <message>
   <location filename="../../ui/panels/colour_panel.py" />
   <source>Mark the colours of the photo that it cannot show</source>
   <translation>标记它无法显示的照片颜色</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Mark the colours that the screen or printer cannot show</source>
   <translation>标记屏幕或打印机无法显示的颜色</translation>
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Mark the current picture as having less of it (L); once more takes the mark away</source>
   <translation>把当前图片标记为“更少”（L）；再点一次取消标记</translation>
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Mark the current picture as having more of it (M); once more takes the mark away</source>
   <translation>把当前图片标记为“更多”（M）；再点一次取消标记</translation>
  </message>
  <message>
   <location filename="../../ui/panels/dust_panel.py" />
   <source>Mark the dust</source>
   <translation>标记灰尘</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Mark the picture as having less of what a new slider is to learn</source>
   <translation>将图片标记为新滑块要学习的特征更少</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Mark the picture as having more of what a new slider is to learn</source>
   <translation>将图片标记为新滑块要学习的特征更多</translation>
  </message>
  <message>
   <location filename="../../ui/studio/mark_thumbs.py" />
   <source>Mark the sample as less</source>
   <translation>把该样本标记为“更少”</translation>
  </message>
  <message>
   <location filename="../../ui/studio/mark_thumbs.py" />
   <source>Mark the sample as more</source>
   <translation>把该样本标记为“更多”</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Mark the whole photo</source>
   <translation>标记整张照片</translation>
  </message>
  <message>
   <location filename="../../ui/panels/dust_panel.py" />
   <source>Mark them</source>
   <translation>标记它们</translation>
  </message>
  <message>
   <location filename="../../ui/panels/colours_panel.py" />
   <source>Mark these colours</source>
   <translation>标记这些颜色</translation>
  </message>
  <message>
   <location filename="../../ui/studio/mark_thumbs.py" />
   <source>Mark this sample as having less of something (L)</source>
   <translation>把此样本标记为某特征“更少”（L）</translation>
  </message>
  <message>
   <location filename="../../ui/studio/mark_thumbs.py" />
   <source>Mark this sample as having more of something (M)</source>
   <translation>把此样本标记为某特征“更多”（M）</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Mark what is not marked, and the reverse</source>
   <translation>标记未标记的部分，反之亦然</translation>
  </message>
  <message>
   <location filename="../../ui/panels/colours_panel.py" />
   <source>Mark what is shown (Enter)</source>
   <translation>标记所显示的部分（Enter）</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Mark what the mask encloses: draw a ring, get a disc</source>
   <translation>标记蒙版围住的部分：画一个环，得到一个圆</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Mark with straight sides: click to click, Enter closes</source>
   <translation>以直边标记：逐点点击，Enter 闭合</translation>
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Mark {more} more as more and {less} more as less</source>
   <translation>再标记 {more} 个“更多”和 {less} 个“更少”</translation>
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Mark {n} more as less</source>
   <translation>再标记 {n} 个“更少”</translation>
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Mark {n} more as more</source>
   <translation>再标记 {n} 个“更多”</translation>
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Marked as less, {number}</source>
   <translation>标记为“更少”，{number}</translation>
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Marked as less; click to take the mark away</source>
   <translation>标记为“更少”；单击可取消标记</translation>
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Marked as more, {number}</source>
   <translation>标记为“更多”，{number}</translation>
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Marked as more; click to take the mark away</source>
   <translation>标记为“更多”；单击可取消标记</translation>
  </message>
  <message>
   <location filename="../../ui/dust_finding.py" />
   <source>Marked {what}; press Enter to fill</source>
   <translation>已标记{what}；按 Enter 填充</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>Marks a band along its edge alone, half inside and half outside.</source>
   <translation>只标记沿其边缘的一条带，一半在内，一半在外。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>Mask</source>
   <translation>蒙版</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/pipeline.py" />
   <source>Mask a smaller area, or fill with another method.</source>
   <translation>请用蒙版标记较小的区域，或用其他方法填充。</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/pipeline.py" />
   <source>Mask all of it up to the photo, then fill.</source>
   <translation>请将其全部蒙版直到照片边缘，再填充。</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Mask alone</source>
   <translation>仅蒙版</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Mask mode</source>
   <translation>蒙版模式</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>Mask or recipe</source>
   <translation>蒙版或配方</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>Mask pictures</source>
   <translation>蒙版图片</translation>
  </message>
  <message>
   <location filename="../../ui/batch/grid.py" />
   <source>Mask: {name}</source>
   <translation>蒙版：{name}</translation>
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>Masks</source>
   <translation>蒙版</translation>
  </message>
  <message>
   <location filename="../../engine/mask/files.py" />
   <source>Masks are saved as PNG or TIFF; {name} does not end in .png or .tif.</source>
   <translation>蒙版保存为 PNG 或 TIFF；{name} 不以 .png 或 .tif 结尾。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Match the colours</source>
   <translation>匹配颜色</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/placed.py" />
   <source>Matching the colours</source>
   <translation>正在匹配颜色</translation>
  </message>
  <message>
   <location filename="../../ui/panels/quality_view.py" />
   <source>Measured on {holes} punched beside your mask.</source>
   <translation>在蒙版旁打出的{holes}上测得。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/inversion.py" />
   <source>Measuring</source>
   <translation>正在测量</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/pipeline.py" />
   <source>Memory is short, so a large part was filled at a smaller size and enlarged.</source>
   <translation>内存不足，因此较大的部分以较小尺寸填充后放大。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/cluster.py" />
   <source>Memory may be short there: look into the workers' logs, then run the batch again.</source>
   <translation>那里可能内存不足：请查看工作进程的日志，然后再次运行批处理。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/processes.py" />
   <source>Memory may be short: use fewer processes, then run the batch again; it goes on from here.</source>
   <translation>可能内存不足：请使用较少的进程，然后再次运行批处理；它会从此处继续。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/status_bar.py" />
   <source>Memory that the program uses</source>
   <translation>程序使用的内存</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Merge down</source>
   <translation>向下合并</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patch_details.py" />
   <source>Merge it with the patch below into one that looks the same (Ctrl+E)</source>
   <translation>与下方的修补块合并为外观相同的一个（Ctrl+E）</translation>
  </message>
  <message>
   <location filename="../../engine/project/foreign.py" />
   <source>Merge its layers in the program that it comes from, and save it again.</source>
   <translation>请在制作它的程序中合并图层，然后重新保存。</translation>
  </message>
  <message>
   <location filename="../../ui/stack.py" />
   <source>Merge patches</source>
   <translation>合并修补块</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/replaying.py" />
   <source>Merged</source>
   <translation>已合并</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>Merged of</source>
   <translation>合并自</translation>
  </message>
  <message>
   <location filename="../../ui/stack.py" />
   <source>Merging two patches</source>
   <translation>正在合并两个修补块</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>Method</source>
   <translation>方法</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patch_details.py" />
   <source>Method to run again with</source>
   <translation>再次运行所用的方法</translation>
  </message>
  <message>
   <location filename="../../ui/studio/layer_range.py" />
   <source>Middle</source>
   <translation>中</translation>
  </message>
  <message>
   <location filename="../../engine/document/steps.py" />
   <source>Mirror</source>
   <translation>镜像</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Mirror the photo itself, left and right</source>
   <translation>将照片本身左右镜像</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Mirror the photo itself, top and bottom</source>
   <translation>将照片本身上下镜像</translation>
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Mirror the picture</source>
   <translation>镜像图片</translation>
  </message>
  <message>
   <location filename="../../ui/reshaping.py" />
   <source>Mirroring</source>
   <translation>正在镜像</translation>
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>Mix in</source>
   <translation>混入</translation>
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>Mix in a sample</source>
   <translation>混入一个样本</translation>
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>Mix in a sample by chance</source>
   <translation>随机混入一个样本</translation>
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>Mix in another sample</source>
   <translation>混入另一个样本</translation>
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>Mix in…</source>
   <translation>混入…</translation>
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>Mix styles</source>
   <translation>混合风格</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>Model</source>
   <translation>模型</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>Model card</source>
   <translation>模型卡片</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patch_details.py" />
   <source>More</source>
   <translation>更多</translation>
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>More about {name}</source>
   <translation>关于{name}的更多选项</translation>
  </message>
  <message>
   <location filename="../../resources/models/landscapes-gan.directions.json" />
   <source>More colour</source>
   <translation>色彩更丰富</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>More contrast</source>
   <translation>对比更强</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/before_after.py" />
   <source>More is smoother, and larger</source>
   <translation>越多越流畅，文件也越大</translation>
  </message>
  <message>
   <location filename="../../ui/studio/slider_group.py" />
   <source>More of {title}</source>
   <translation>{title}的更多选项</translation>
  </message>
  <message>
   <location filename="../../ui/studio/grid.py" />
   <source>More seeds</source>
   <translation>更多种子</translation>
  </message>
  <message>
   <location filename="../../ui/extension.py" />
   <source>More than {megapixels:,.0f} megapixels are too many</source>
   <translation>超过 {megapixels:,.0f} 百万像素太大了</translation>
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Most informative latents</source>
   <translation>信息量最大的潜变量</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Mouse and held keys</source>
   <translation>鼠标和按住的键</translation>
  </message>
  <message>
   <location filename="../../ui/studio/presets_panel.py" />
   <source>Move a slider first</source>
   <translation>请先移动一个滑块</translation>
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>Move direction</source>
   <translation>移动方向</translation>
  </message>
  <message>
   <location filename="../../ui/docks/column.py" />
   <source>Move down</source>
   <translation>下移</translation>
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Move every slider in sight a little by chance</source>
   <translation>随机稍微移动所有可见的滑块</translation>
  </message>
  <message>
   <location filename="../../ui/studio/lattice.py" />
   <source>Move in the lattice</source>
   <translation>在点阵中移动</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patch_details.py" />
   <source>Move it down in the stack (Alt+Down)</source>
   <translation>在堆栈中下移（Alt+下箭头）</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patch_details.py" />
   <source>Move it up in the stack (Alt+Up)</source>
   <translation>在堆栈中上移（Alt+上箭头）</translation>
  </message>
  <message>
   <location filename="../../ui/tools/mask_move.py" />
   <source>Move mask</source>
   <translation>移动蒙版</translation>
  </message>
  <message>
   <location filename="../../ui/docks/column.py" />
   <source>Move or close {title}</source>
   <translation>移动或关闭{title}</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Move patch down</source>
   <translation>下移修补块</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Move patch up</source>
   <translation>上移修补块</translation>
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>Move snapshot</source>
   <translation>移动快照</translation>
  </message>
  <message>
   <location filename="../../ui/studio/presets_panel.py" />
   <source>Move some sliders, then save them here under a name.</source>
   <translation>移动一些滑块，然后在此处命名保存。</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Move the chosen patch down in the stack, where it overlaps none</source>
   <translation>在没有重叠时，将所选修补块在堆栈中下移</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Move the chosen patch up in the stack, where it overlaps none</source>
   <translation>在没有重叠时，将所选修补块在堆栈中上移</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Move the edge of the mask inwards</source>
   <translation>将蒙版边缘向内移动</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Move the edge of the mask outwards</source>
   <translation>将蒙版边缘向外移动</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Move the photo</source>
   <translation>移动照片</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Move the photo; Space does it with any tool</source>
   <translation>移动照片；使用任何工具时都可按住空格</translation>
  </message>
  <message>
   <location filename="../../ui/studio/placement_view.py" />
   <source>Move the picture</source>
   <translation>移动图片</translation>
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>Move the sliders back towards their middle.</source>
   <translation>请将滑块移回中间。</translation>
  </message>
  <message>
   <location filename="../../ui/docks/column.py" />
   <source>Move up</source>
   <translation>上移</translation>
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>Move {spoken} {word}</source>
   <translation>{word}移{spoken}</translation>
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>Move {word} ({keys})</source>
   <translation>{word}移（{keys}）</translation>
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Moved sliders only</source>
   <translation>仅显示已移动的滑块</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>Moves its edge inwards.</source>
   <translation>将其边缘向内移动。</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>Moves its edge outwards.</source>
   <translation>将其边缘向外移动。</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>Moves the edge of the mask to where the photo has one.</source>
   <translation>将蒙版边缘移到照片中有边缘的位置。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Moves the picture down, in sides of the place</source>
   <translation>向下移动图片，以位置的边长为单位</translation>
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Moves the picture to the right, in sides of the place</source>
   <translation>向右移动图片，以位置的边长为单位</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/stylegan2.py" />
   <source>NVlabs state dict, {container}</source>
   <translation>NVlabs 状态字典，{container}</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/stylegan2.py" />
   <source>NVlabs, {container}</source>
   <translation>NVlabs，{container}</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Name</source>
   <translation>名称</translation>
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>Name a GAN or a VAE.</source>
   <translation>请指定一个 GAN 或 VAE。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/plan.py" />
   <source>Name a folder for the results.</source>
   <translation>请为结果指定一个文件夹。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>Name a new folder, or an empty one.</source>
   <translation>请指定一个新文件夹或空文件夹。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/morph.py" />
   <source>Name another seed, or keep another picture.</source>
   <translation>请指定另一个种子，或保留另一张图片。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/presets_panel.py" />
   <source>Name of the new preset</source>
   <translation>新预设的名称</translation>
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Name of the new slider</source>
   <translation>新滑块的名称</translation>
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Name of the slider</source>
   <translation>滑块的名称</translation>
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Name the slider first</source>
   <translation>请先为滑块命名</translation>
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Named</source>
   <translation>已命名</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>Navier-Stokes</source>
   <translation>Navier-Stokes</translation>
  </message>
  <message>
   <location filename="../../ui/panels/navigator.py" />
   <source>Navigator</source>
   <translation>导航器</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>Neutral</source>
   <translation>中性</translation>
  </message>
  <message>
   <location filename="../../ui/widgets/name_edit.py" />
   <source>New name</source>
   <translation>新名称</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>New window</source>
   <translation>新建窗口</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Next photo</source>
   <translation>下一张照片</translation>
  </message>
  <message>
   <location filename="../../engine/batch/cluster.py" />
   <source>No Dask scheduler answers at {address}.</source>
   <translation>{address} 处没有 Dask 调度器应答。</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/editor.py" />
   <source>No command is called that, and none has that key</source>
   <translation>没有叫这个名称的命令，也没有命令使用那个按键</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/command_palette.py" />
   <source>No command is called that.</source>
   <translation>没有叫这个名字的命令。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>No generator</source>
   <translation>没有生成器</translation>
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>No generator is installed</source>
   <translation>未安装任何生成器</translation>
  </message>
  <message>
   <location filename="../../ui/batch/grid.py" />
   <source>No mask found</source>
   <translation>未找到蒙版</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/selftest.py" />
   <source>No method repaired {holes} in this photo clearly better than {default}.</source>
   <translation>没有一种方法修复这张照片中的{holes}明显好于 {default}。</translation>
  </message>
  <message>
   <location filename="../../engine/retouch/spot.py" />
   <source>No place to copy from was found near the stroke.</source>
   <translation>笔画附近没有找到可取样的位置。</translation>
  </message>
  <message>
   <location filename="../../engine/project/archive.py" />
   <source>No project has so many; look at where it comes from.</source>
   <translation>没有项目会有这么多；请查看其来源。</translation>
  </message>
  <message>
   <location filename="../../ui/main_window.py" />
   <source>No recent photos</source>
   <translation>没有最近的照片</translation>
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>No result yet</source>
   <translation>尚无结果</translation>
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>No slider has this name.</source>
   <translation>没有叫这个名称的滑块。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>No slider is moved.</source>
   <translation>没有已移动的滑块。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/cluster.py" />
   <source>No worker is connected to the Dask scheduler at {address}.</source>
   <translation>没有工作进程连接到 {address} 处的 Dask 调度器。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/base_panel.py" />
   <source>Noise</source>
   <translation>噪声</translation>
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>None is installed; add a model to the latent studio first.</source>
   <translation>一个也未安装；请先向潜空间工作室添加模型。</translation>
  </message>
  <message>
   <location filename="../../ui/tabs.py" />
   <source>Not saved</source>
   <translation>未保存</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Note in a saved file that parts were filled, and how</source>
   <translation>在保存的文件中注明哪些部分经过填充以及如何填充</translation>
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>Notes</source>
   <translation>说明</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/saying.py" />
   <source>Notes in the file's metadata</source>
   <translation>写入文件元数据的说明</translation>
  </message>
  <message>
   <location filename="../../engine/batch/work.py" />
   <source>Nothing can be written in {folder}: {reason}.</source>
   <translation>无法写入 {folder}：{reason}。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/reading.py" />
   <source>Nothing in it was run. What can be taken: StyleGAN2 generators of rosinality's program (.pt, with g_ema) and of NVlabs' (.pkl, with G_ema).</source>
   <translation>其中的内容没有运行。可以接收的有：rosinality 程序（.pt，含 g_ema）和 NVlabs（.pkl，含 G_ema）的 StyleGAN2 生成器。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/histogram.py" />
   <source>Nothing is clipped</source>
   <translation>没有溢出</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>Nothing is left to be filled</source>
   <translation>没有剩余要填充的内容</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/request.py" />
   <source>Nothing is masked.</source>
   <translation>没有任何蒙版。</translation>
  </message>
  <message>
   <location filename="../../ui/photo_commands.py" />
   <source>Nothing lies over the photo that could be shown</source>
   <translation>照片上没有可以显示的内容</translation>
  </message>
  <message>
   <location filename="../../engine/photo/reshape.py" />
   <source>Nothing of the photo would be left.</source>
   <translation>照片将什么都不剩。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/work.py" />
   <source>Nothing of the recipe {recipe} could be done: {why}</source>
   <translation>配方 {recipe} 的内容都无法执行：{why}</translation>
  </message>
  <message>
   <location filename="../../engine/batch/work.py" />
   <source>Nothing says what is to be filled in {name}.</source>
   <translation>没有说明 {name} 中要填充什么。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/plan.py" />
   <source>Nothing says what is to be filled.</source>
   <translation>没有说明要填充什么。</translation>
  </message>
  <message>
   <location filename="../../ui/batch/detail.py" />
   <source>Nothing says yet what is to be filled in it.</source>
   <translation>尚未说明其中要填充什么。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/dust_panel.py" />
   <source>Nothing stands out. Raise the sensitivity, or click what should go.</source>
   <translation>没有突出的瑕疵。请提高灵敏度，或单击要去掉的地方。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/direction.py" />
   <source>Nothing tells what is marked as more from what is marked as less.</source>
   <translation>标记为更多的与标记为更少的之间没有任何区别。</translation>
  </message>
  <message>
   <location filename="../../ui/selecting.py" />
   <source>Nothing was found there</source>
   <translation>那里什么也没找到</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>Now choose a folder for the results, at the left.</source>
   <translation>现在请在左侧选择存放结果的文件夹。</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>Now choose what says what is to be filled, at the left.</source>
   <translation>现在请在左侧选择填充内容的依据。</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>OK</source>
   <translation>确定</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>Of a Dask scheduler that runs already, with workers in this program’s folder</source>
   <translation>已在运行的 Dask 调度器，其工作进程在本程序的文件夹中启动</translation>
  </message>
  <message>
   <location filename="../../ui/studio/base_panel.py" />
   <source>Off</source>
   <translation>关</translation>
  </message>
  <message>
   <location filename="../../ui/studio/base_panel.py" />
   <source>On</source>
   <translation>开</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>On several, over Dask</source>
   <translation>多台机器（通过 Dask）</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>On this machine</source>
   <translation>本机</translation>
  </message>
  <message>
   <location filename="../../engine/latent/point.py" />
   <source>One begins with {PREFIX}</source>
   <translation>潜空间点以 {PREFIX} 开头</translation>
  </message>
  <message>
   <location filename="../../engine/before_after.py" />
   <source>One fill after the other</source>
   <translation>逐个显示填充</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>One mask for all photos</source>
   <translation>所有照片共用一个蒙版</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>One mask, a mask for each photo, or a recipe</source>
   <translation>一个蒙版、每张照片一个蒙版，或一个配方</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>One of another size is scaled where its sides have the photo’s proportion.</source>
   <translation>尺寸不同但比例与照片相同的会被缩放。</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>One photo pixel for one screen pixel (100 %)</source>
   <translation>一个照片像素对应一个屏幕像素（100 %）</translation>
  </message>
  <message>
   <location filename="../../ui/panels/colour_panel.py" />
   <source>One pixel</source>
   <translation>一个像素</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>Only models that were added can be removed.</source>
   <translation>只能移除自行添加的模型。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>Only pictures of the same model can be mixed</source>
   <translation>只能混合同一模型的图片</translation>
  </message>
  <message>
   <location filename="../../ui/panels/select_options.py" />
   <source>Only what hangs together with the place of the click</source>
   <translation>仅限与点击处相连的部分</translation>
  </message>
  <message>
   <location filename="../../ui/panels/clone_options.py" />
   <source>Opacity</source>
   <translation>不透明度</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Open</source>
   <translation>打开</translation>
  </message>
  <message>
   <location filename="../../engine/latent/files.py" />
   <source>Open a copy of it, or save it anew.</source>
   <translation>请打开它的副本，或重新保存。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/point_files.py" />
   <source>Open a latent point</source>
   <translation>打开潜空间点</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Open a latent point…</source>
   <translation>打开潜空间点…</translation>
  </message>
  <message>
   <location filename="../../ui/studio/photo_link.py" />
   <source>Open a patch</source>
   <translation>打开修补块</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Open a photo</source>
   <translation>打开照片</translation>
  </message>
  <message>
   <location filename="../../ui/studio/photo_link.py" />
   <source>Open a photo first, and brush over a place in it.</source>
   <translation>请先打开照片，并涂抹其中一处。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/start_page.py" />
   <source>Open a photo…</source>
   <translation>打开照片…</translation>
  </message>
  <message>
   <location filename="../../ui/studio/point_files.py" />
   <source>Open a point</source>
   <translation>打开点</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Open a sample photo with its mask ready</source>
   <translation>打开一张已备好蒙版的示例照片</translation>
  </message>
  <message>
   <location filename="../../engine/photo/memory.py" />
   <source>Open a smaller copy, or raise the limit in the settings.</source>
   <translation>请打开较小的副本，或在设置中提高限制。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patch_row.py" />
   <source>Open adjustment {n}</source>
   <translation>打开调整 {n}</translation>
  </message>
  <message>
   <location filename="../../ui/tabs.py" />
   <source>Open another photo</source>
   <translation>打开另一张照片</translation>
  </message>
  <message>
   <location filename="../../ui/main_window.py" />
   <source>Open another photo…</source>
   <translation>打开另一张照片…</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Open another window</source>
   <translation>打开另一个窗口</translation>
  </message>
  <message>
   <location filename="../../engine/project/foreign.py" />
   <source>Open its merged picture instead: it is a PNG in the file, which is a zip archive.</source>
   <translation>请改为打开其合并图片：它是文件（zip 压缩包）中的一个 PNG。</translation>
  </message>
  <message>
   <location filename="../../ui/editor.py" />
   <source>Open mask</source>
   <translation>打开蒙版</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patch_row.py" />
   <source>Open patch {n} in the latent studio</source>
   <translation>在潜空间工作室中打开修补块 {n}</translation>
  </message>
  <message>
   <location filename="../../ui/tabs.py" />
   <source>Open photos</source>
   <translation>打开照片</translation>
  </message>
  <message>
   <location filename="../../ui/main_window.py" />
   <source>Open recent</source>
   <translation>打开最近的照片</translation>
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>Open snapshots</source>
   <translation>打开快照</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>Open the folder</source>
   <translation>打开文件夹</translation>
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>Open the model once more</source>
   <translation>再次打开模型</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>Open the model's card</source>
   <translation>打开模型的卡片</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>Open the original file and retouch that.</source>
   <translation>请打开原文件并修饰它。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/reshape.py" />
   <source>Open the photo and crop or turn it anew.</source>
   <translation>请打开照片，重新裁剪或旋转。</translation>
  </message>
  <message>
   <location filename="../../engine/recovery/recovering.py" />
   <source>Open the photo anew.</source>
   <translation>请重新打开照片。</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Open the picture on the clipboard</source>
   <translation>打开剪贴板上的图片</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>Open the report</source>
   <translation>打开报告</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Open the sample</source>
   <translation>打开示例</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patch_details.py" />
   <source>Open this adjustment</source>
   <translation>打开此调整</translation>
  </message>
  <message>
   <location filename="../../engine/photo/reading.py" />
   <source>Open {READABLE_TITLE}.</source>
   <translation>请打开 {READABLE_TITLE}。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/start_page.py" />
   <source>Open {name}</source>
   <translation>打开 {name}</translation>
  </message>
  <message numerus="yes">
   <location filename="../../ui/studio/point_files.py" />
   <source>Opened {n} snapshots of {name}</source>
   <translation>
    <numerusform>已从 {name} 打开 {n} 个快照</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../ui/app.py" />
   <source>Opening</source>
   <translation>正在打开</translation>
  </message>
  <message>
   <location filename="../../ui/studio/point_files.py" />
   <source>Opening points</source>
   <translation>正在打开点</translation>
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>Opening the model</source>
   <translation>正在打开模型</translation>
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Opening the model…</source>
   <translation>正在打开模型…</translation>
  </message>
  <message>
   <location filename="../../ui/editor.py" />
   <source>Opening {name}</source>
   <translation>正在打开 {name}</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Open…</source>
   <translation>打开…</translation>
  </message>
  <message>
   <location filename="../../ui/widgets/swatch.py" />
   <source>Orange</source>
   <translation>橙色</translation>
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Original</source>
   <translation>原图</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Original left, result right, with a line to drag</source>
   <translation>左为原图，右为结果，中间的线可拖动</translation>
  </message>
  <message>
   <location filename="../../ui/studio/base_panel.py" />
   <source>Other fine detail on the same picture</source>
   <translation>同一图片上的其他精细细节</translation>
  </message>
  <message>
   <location filename="../../ui/studio/base_panel.py" />
   <source>Other noise</source>
   <translation>其他噪声</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Other seeds</source>
   <translation>其他种子</translation>
  </message>
  <message>
   <location filename="../../ui/studio/lattice.py" />
   <source>Other seeds around this sample</source>
   <translation>此样本周围的其他种子</translation>
  </message>
  <message>
   <location filename="../../ui/studio/lattice.py" />
   <source>Other seeds in the lattice</source>
   <translation>点阵中的其他种子</translation>
  </message>
  <message>
   <location filename="../../ui/widgets/swatch.py" />
   <source>Other…</source>
   <translation>其他…</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>Out</source>
   <translation>输出</translation>
  </message>
  <message>
   <location filename="../../ui/stack_proof.py" />
   <source>Outside the patches not one pixel differs from the photo as it was opened.</source>
   <translation>修补块之外没有任何像素与打开时的照片不同。</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>Over</source>
   <translation>范围</translation>
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Over how much of the place it fades in from the edge</source>
   <translation>从边缘起在该位置的多大范围内淡入</translation>
  </message>
  <message>
   <location filename="../../ui/panels/crop_panel.py" />
   <source>Own</source>
   <translation>自定义</translation>
  </message>
  <message>
   <location filename="../../ui/studio/point_files.py" />
   <source>PNG as painted, {size} × {size} px (*.png)</source>
   <translation>PNG，原始大小，{size} × {size} 像素 (*.png)</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source>PNG pictures</source>
   <translation>PNG 图片</translation>
  </message>
  <message>
   <location filename="../../ui/studio/point_files.py" />
   <source>PNG, {times} times enlarged, {size} × {size} px (*.png)</source>
   <translation>PNG，放大 {times} 倍，{size} × {size} 像素 (*.png)</translation>
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>PSNR {psnr:.1f} dB · SSIM {ssim:.2f}{seen}
{how} · {duration}</source>
   <translation>PSNR {psnr:.1f} dB · SSIM {ssim:.2f}{seen}
{how} · {duration}</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/before_after.py" />
   <source>Pace</source>
   <translation>节奏</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patch_details.py" />
   <source>Paint again</source>
   <translation>重新绘制</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Paint away from the mask</source>
   <translation>从蒙版中擦去</translation>
  </message>
  <message>
   <location filename="../../engine/batch/masks.py" />
   <source>Paint in it white what is to be filled, or leave the photo out.</source>
   <translation>请将要填充的部分涂成白色，或不处理这张照片。</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Paint over blemishes with what lies elsewhere, blended in</source>
   <translation>用别处的内容涂盖瑕疵并融合</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patch_details.py" />
   <source>Paint this stroke again, over what lies below it today</source>
   <translation>在其下方的当前内容上重新绘制这一笔</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Paint what should go</source>
   <translation>涂抹要去除的部分</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Paint with another place of the photo; Alt+click chooses it</source>
   <translation>用照片另一处的内容绘制；按住 Alt 点击选择来源</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/placed.py" />
   <source>Painting</source>
   <translation>正在绘制</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>Painting a first picture</source>
   <translation>正在绘制第一张图片</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>Paints what a network expects there.</source>
   <translation>画出网络对该处预期的平均值。</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>Paints with a network.</source>
   <translation>用网络绘制。</translation>
  </message>
  <message>
   <location filename="../../ui/main_window.py" />
   <source>Panels</source>
   <translation>面板</translation>
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>Paste</source>
   <translation>粘贴</translation>
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>Paste a latent point</source>
   <translation>粘贴潜空间点</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Paste as photo</source>
   <translation>粘贴为照片</translation>
  </message>
  <message>
   <location filename="../../ui/recovery/dialog.py" />
   <source>Pasted from the clipboard</source>
   <translation>从剪贴板粘贴</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Patch</source>
   <translation>修补块</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Patch outlines</source>
   <translation>修补块轮廓</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patch_row.py" />
   <source>Patch {n}: {words}</source>
   <translation>修补块 {n}：{words}</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>PatchMatch</source>
   <translation>PatchMatch</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patches_panel.py" />
   <source>Patches</source>
   <translation>修补块</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>Pause</source>
   <translation>暂停</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Pause (P)</source>
   <translation>暂停 (P)</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>Pause or go on</source>
   <translation>暂停或继续</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Pause the film</source>
   <translation>暂停影片</translation>
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>Per cent</source>
   <translation>百分比</translation>
  </message>
  <message>
   <location filename="../../engine/project/writing.py" />
   <source>Photo</source>
   <translation>照片</translation>
  </message>
  <message>
   <location filename="../../ui/canvas/view.py" />
   <source>Photo canvas</source>
   <translation>照片画布</translation>
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>Photo stays: {words}</source>
   <translation>照片保持不变：{words}</translation>
  </message>
  <message>
   <location filename="../../ui/studio/inverting.py" />
   <source>Photo to latent</source>
   <translation>照片转潜变量</translation>
  </message>
  <message>
   <location filename="../../ui/stack_proof.py" />
   <source>Photo untouched · 0 px</source>
   <translation>照片未改动 · 0 像素</translation>
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>Photos</source>
   <translation>照片</translation>
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>Photos ({patterns})</source>
   <translation>照片（{patterns}）</translation>
  </message>
  <message>
   <location filename="../../engine/batch/plan.py" />
   <source>Photos cannot be saved as “{suffix}”.</source>
   <translation>照片不能保存为“{suffix}”。</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>Photos that are filled at a time</source>
   <translation>同时填充的照片数</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>Photos that failed, and the way out</source>
   <translation>失败的照片及解决办法</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>Pick a grey</source>
   <translation>拾取灰色</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Picture</source>
   <translation>图片</translation>
  </message>
  <message>
   <location filename="../../ui/recovery/dialog.py" />
   <source>Picture of {name}</source>
   <translation>{name} 的图片</translation>
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>Picture {number}, layers taken</source>
   <translation>图片 {number} 所取的层</translation>
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>Pixels</source>
   <translation>像素</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/request.py" />
   <source>Place a picture from the latent studio, or fill with another method.</source>
   <translation>请放置一张潜空间工作室的图片，或用其他方法填充。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/status_bar.py" />
   <source>Place and value of the pixel under the pointer, in the photo's own depth</source>
   <translation>指针下像素的位置和数值，以照片自身的位深表示</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Place in the film</source>
   <translation>影片中的位置</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/placed.py" />
   <source>Placing</source>
   <translation>正在放置</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/pipeline.py" />
   <source>Planning</source>
   <translation>正在规划</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Play (P)</source>
   <translation>播放 (P)</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Play or pause (P)</source>
   <translation>播放或暂停（P）</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Play or pause the film through the key frames</source>
   <translation>播放或暂停经过关键帧的影片</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Play the film</source>
   <translation>播放影片</translation>
  </message>
  <message>
   <location filename="../../engine/batch/work.py" />
   <source>Please report it, with the details in the batch's report.</source>
   <translation>请报告此问题，并附上批处理报告中的详细信息。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/colour_panel.py" />
   <source>Point at the photo</source>
   <translation>请指向照片</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Polygon</source>
   <translation>多边形</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Polygon: close it, take a corner back</source>
   <translation>多边形：闭合，撤回一个角</translation>
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.json" />
   <source>Portraits (GAN)</source>
   <translation>肖像（GAN）</translation>
  </message>
  <message>
   <location filename="../../resources/models/portraits-vae.json" />
   <source>Portraits (VAE)</source>
   <translation>肖像（VAE）</translation>
  </message>
  <message>
   <location filename="../../ui/race/race.py" />
   <source>Preparing…</source>
   <translation>正在准备…</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>Preset</source>
   <translation>预设</translation>
  </message>
  <message>
   <location filename="../../ui/studio/presets_panel.py" />
   <source>Preset {name}, {value}</source>
   <translation>预设 {name}，{value}</translation>
  </message>
  <message>
   <location filename="../../ui/studio/presets_panel.py" />
   <source>Preset {n}</source>
   <translation>预设 {n}</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Presets</source>
   <translation>预设</translation>
  </message>
  <message>
   <location filename="../../ui/studio/presets_panel.py" />
   <source>Presets (*{SUFFIX})</source>
   <translation>预设 (*{SUFFIX})</translation>
  </message>
  <message>
   <location filename="../../ui/studio/point_files.py" />
   <source>Presets are imported in the panel Presets.</source>
   <translation>预设请在“预设”面板中导入。</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>Preset…</source>
   <translation>预设…</translation>
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Press 1 to {count} to choose, Enter to keep; hold Space to see the original</source>
   <translation>按 1 到 {count} 选择，Enter 保留；按住空格查看原图</translation>
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Press 1 to {count} to choose, Enter to keep; hold Space to see the other</source>
   <translation>按 1 到 {count} 选择，Enter 保留；按住空格查看另一个</translation>
  </message>
  <message>
   <location filename="../../ui/panels/start_page.py" />
   <source>Press Enter, and it is filled.</source>
   <translation>按 Enter 即可填充。</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/key_field.py" />
   <source>Press the keys…</source>
   <translation>请按下按键…</translation>
  </message>
  <message>
   <location filename="../../ui/batch/detail.py" />
   <source>Preview</source>
   <translation>预览</translation>
  </message>
  <message>
   <location filename="../../ui/batch/detail.py" />
   <source>Preview the fill</source>
   <translation>预览填充</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Previous photo</source>
   <translation>上一张照片</translation>
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Principal directions</source>
   <translation>主方向</translation>
  </message>
  <message>
   <location filename="../../engine/latent/direction.py" />
   <source>Principal {index}</source>
   <translation>主方向 {index}</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>Processes</source>
   <translation>进程</translation>
  </message>
  <message>
   <location filename="../../ui/panels/colour_panel.py" />
   <source>Profile file…</source>
   <translation>配置文件…</translation>
  </message>
  <message>
   <location filename="../../ui/panels/colour_panel.py" />
   <source>Profile of the screen</source>
   <translation>屏幕配置文件</translation>
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>Program</source>
   <translation>程序</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>Progress of the batch</source>
   <translation>批处理进度</translation>
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>Progress of the fill</source>
   <translation>填充进度</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/before_after.py" />
   <source>Progress of the film</source>
   <translation>影片进度</translation>
  </message>
  <message>
   <location filename="../../ui/batch/detail.py" />
   <source>Progress of the preview</source>
   <translation>预览进度</translation>
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>Progress of the search</source>
   <translation>搜索进度</translation>
  </message>
  <message>
   <location filename="../../ui/panels/dust_panel.py" />
   <source>Propose long thin lines: scratches and hairs</source>
   <translation>找出细长的线：划痕和毛发</translation>
  </message>
  <message>
   <location filename="../../ui/panels/dust_panel.py" />
   <source>Propose small specks, bright and dark</source>
   <translation>找出小斑点，亮的和暗的</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>Provenance</source>
   <translation>出处</translation>
  </message>
  <message>
   <location filename="../../ui/panels/crop_panel.py" />
   <source>Pull the frame or turn first</source>
   <translation>请先拖动框或旋转</translation>
  </message>
  <message>
   <location filename="../../ui/main_window.py" />
   <source>Pull the frame, or turn the photo under it</source>
   <translation>拖动框，或旋转其下的照片</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Put every direction back to its middle</source>
   <translation>将所有方向移回中间</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Put every panel where it was at first</source>
   <translation>将所有面板恢复到最初的位置</translation>
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Put every slider back to its middle</source>
   <translation>将所有滑块移回中间</translation>
  </message>
  <message>
   <location filename="../../engine/recovery/base.py" />
   <source>Put it back into {folder} as it was, and recover again.</source>
   <translation>请将其原样放回 {folder}，然后再次恢复。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/cluster.py" />
   <source>Put photos, masks and results on a file system that all machines share under the same names.</source>
   <translation>请将照片、蒙版和结果放在所有机器以相同名称共享的文件系统上。</translation>
  </message>
  <message>
   <location filename="../../engine/models/weights.py" />
   <source>Put the original file back, or choose another method.</source>
   <translation>请放回原文件，或选择其他方法。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/catalog.py" />
   <source>Put the original file back.</source>
   <translation>请放回原文件。</translation>
  </message>
  <message>
   <location filename="../../engine/recovery/recovering.py" />
   <source>Put the photo back as it was, and recover again.</source>
   <translation>请将照片恢复原样，然后再次恢复。</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/save_quality.py" />
   <source>Quality</source>
   <translation>质量</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Quit</source>
   <translation>退出</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>R</source>
   <translation>R</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>RGB</source>
   <translation>RGB</translation>
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>Random seed</source>
   <translation>随机种子</translation>
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Randomise a little</source>
   <translation>随机微调</translation>
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Rate</source>
   <translation>频率</translation>
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>Reach</source>
   <translation>范围</translation>
  </message>
  <message>
   <location filename="../../ui/race/race.py" />
   <source>Reading a result</source>
   <translation>正在读取结果</translation>
  </message>
  <message>
   <location filename="../../ui/race/race.py" />
   <source>Reading the original</source>
   <translation>正在读取原图</translation>
  </message>
  <message>
   <location filename="../../ui/studio/inverting.py" />
   <source>Reading the photo</source>
   <translation>正在读取照片</translation>
  </message>
  <message>
   <location filename="../../engine/latent/inversion.py" />
   <source>Reading the picture</source>
   <translation>正在读取图片</translation>
  </message>
  <message>
   <location filename="../../ui/studio/shelf_keeping.py" />
   <source>Reading your sliders</source>
   <translation>正在读取您的滑块</translation>
  </message>
  <message>
   <location filename="../../ui/studio/shelf_keeping.py" />
   <source>Reading your snapshots</source>
   <translation>正在读取快照</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>Reading {name}</source>
   <translation>正在读取 {name}</translation>
  </message>
  <message>
   <location filename="../../ui/panels/start_page.py" />
   <source>Recent photos</source>
   <translation>最近的照片</translation>
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>Recipe</source>
   <translation>配方</translation>
  </message>
  <message>
   <location filename="../../ui/batch/grid.py" />
   <source>Recipe: {name}</source>
   <translation>配方：{name}</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>Recipes</source>
   <translation>配方</translation>
  </message>
  <message>
   <location filename="../../ui/stack_commands.py" />
   <source>Recipes (*.json)</source>
   <translation>配方 (*.json)</translation>
  </message>
  <message>
   <location filename="../../engine/recovery/recovering.py" />
   <source>Recover</source>
   <translation>恢复</translation>
  </message>
  <message>
   <location filename="../../ui/recovery/dialog.py" />
   <source>Recover all</source>
   <translation>全部恢复</translation>
  </message>
  <message>
   <location filename="../../ui/recovery/dialog.py" />
   <source>Recover all of them</source>
   <translation>恢复所有工作</translation>
  </message>
  <message>
   <location filename="../../ui/recovery/dialog.py" />
   <source>Recover unsaved work</source>
   <translation>恢复未保存的工作</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Recover unsaved work…</source>
   <translation>恢复未保存的工作…</translation>
  </message>
  <message>
   <location filename="../../ui/recovery/dialog.py" />
   <source>Recover {name}</source>
   <translation>恢复 {name}</translation>
  </message>
  <message>
   <location filename="../../ui/recovery/safety.py" />
   <source>Recovered {name}. It is not saved yet</source>
   <translation>已恢复 {name}，尚未保存</translation>
  </message>
  <message>
   <location filename="../../ui/recovery/safety.py" />
   <source>Recovering {name}</source>
   <translation>正在恢复 {name}</translation>
  </message>
  <message>
   <location filename="../../ui/recovery/dialog.py" />
   <source>Recovering…</source>
   <translation>正在恢复…</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Rectangle</source>
   <translation>矩形</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Rectangle, ellipse: equal sides, around its start, move it</source>
   <translation>矩形、椭圆：等边、以起点为中心、移动</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>Red</source>
   <translation>红色</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Redo</source>
   <translation>重做</translation>
  </message>
  <message>
   <location filename="../../ui/retouch.py" />
   <source>Redo {lower}</source>
   <translation>重做{lower}</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>Refine</source>
   <translation>精修</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>Refine edge</source>
   <translation>精修边缘</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Refine edge…</source>
   <translation>精修边缘…</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>Refine the edge</source>
   <translation>精修边缘</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Reload</source>
   <translation>重新载入</translation>
  </message>
  <message>
   <location filename="../../ui/recovery/outside_bar.py" />
   <source>Reload the photo from its file</source>
   <translation>从文件重新载入照片</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Reload {name} and lose what was done to it?</source>
   <translation>重新载入 {name} 并丢弃对它所做的一切？</translation>
  </message>
  <message>
   <location filename="../../ui/recovery/outside_bar.py" />
   <source>Reloading takes the fills off; nothing is written over the file without asking.</source>
   <translation>重新载入会去掉填充；未经询问不会覆盖文件。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>Remove direction</source>
   <translation>移除方向</translation>
  </message>
  <message>
   <location filename="../../engine/models/registry.py" />
   <source>Remove one of them; {name} is the second.</source>
   <translation>请移除其中一个；{name} 是第二个。</translation>
  </message>
  <message>
   <location filename="../../engine/document/document.py" />
   <source>Remove patch</source>
   <translation>移除修补块</translation>
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>Remove picture {number}</source>
   <translation>移除图片 {number}</translation>
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>Remove preset</source>
   <translation>移除预设</translation>
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>Remove snapshot</source>
   <translation>移除快照</translation>
  </message>
  <message>
   <location filename="../../ui/studio/snapshots.py" />
   <source>Remove snapshot {number}</source>
   <translation>移除快照 {number}</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/editor.py" />
   <source>Remove {key}</source>
   <translation>移除 {key}</translation>
  </message>
  <message>
   <location filename="../../engine/models/registry.py" />
   <source>Remove {path}.</source>
   <translation>请移除 {path}。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/snapshots.py" />
   <source>Remove; undo brings it back (Del)</source>
   <translation>移除；可撤销（Del）</translation>
  </message>
  <message>
   <location filename="../../ui/studio/snapshots.py" />
   <source>Removed the snapshot</source>
   <translation>已移除快照</translation>
  </message>
  <message>
   <location filename="../../ui/recovery/safety.py" />
   <source>Removing {name}</source>
   <translation>正在移除 {name}</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patch_details.py" />
   <source>Rename</source>
   <translation>重命名</translation>
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>Rename (F2)</source>
   <translation>重命名（F2）</translation>
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>Rename direction</source>
   <translation>重命名方向</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Rename patch</source>
   <translation>重命名修补块</translation>
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>Rename preset</source>
   <translation>重命名预设</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>Rename selection</source>
   <translation>重命名选区</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>Rename the selection</source>
   <translation>重命名选区</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patch_details.py" />
   <source>Rename this patch (F2)</source>
   <translation>重命名此修补块（F2）</translation>
  </message>
  <message>
   <location filename="../../ui/studio/presets_panel.py" />
   <source>Rename {name}</source>
   <translation>重命名 {name}</translation>
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>Rename {spoken}</source>
   <translation>重命名{spoken}</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>Rename…</source>
   <translation>重命名…</translation>
  </message>
  <message>
   <location filename="../../engine/document/document.py" />
   <source>Reorder patches</source>
   <translation>调整修补块顺序</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Repair the photo</source>
   <translation>修复照片</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source>Repeats by itself in browsers; smaller and finer than a GIF.</source>
   <translation>在浏览器中自动循环；比 GIF 更小、更精细。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source>Repeats by itself nearly everywhere, with 255 colours for the whole film.</source>
   <translation>几乎在任何地方都能自动循环，整部影片使用 255 种颜色。</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Replace</source>
   <translation>替换</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>Replace files in the way</source>
   <translation>替换已有文件</translation>
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>Replace it, or choose a name.</source>
   <translation>请替换它，或选择一个名称。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/writing.py" />
   <source>Replace it, or choose another name.</source>
   <translation>请替换它，或选择其他名称。</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Replace the mask</source>
   <translation>替换蒙版</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Replace the original {name}?</source>
   <translation>替换原件 {name}？</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Replace {name}?</source>
   <translation>替换 {name}？</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>Reset</source>
   <translation>重置</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/editor.py" />
   <source>Reset all</source>
   <translation>全部重置</translation>
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Reset all sliders</source>
   <translation>重置所有滑块</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Reset the panels</source>
   <translation>重置面板</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Reset the sliders</source>
   <translation>重置滑块</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Rest at each</source>
   <translation>逐个停留</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Rest at each key frame, go at an even pace from one to the next, or flow through all of them on a curve</source>
   <translation>在每个关键帧停留、匀速前往下一个，或沿曲线流畅经过所有关键帧</translation>
  </message>
  <message>
   <location filename="../../ui/stack_proof.py" />
   <source>Rest of photo untouched · 0 px</source>
   <translation>其余部分未改动 · 0 像素</translation>
  </message>
  <message>
   <location filename="../../engine/batch/processes.py" />
   <source>Restart the program; if that does not help, report what stands above.</source>
   <translation>请重新启动程序；如果没有帮助，请报告以上内容。</translation>
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Result to compare</source>
   <translation>要对比的结果</translation>
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>Results</source>
   <translation>结果</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>Results may replace files that no batch has made. Originals are never written over.</source>
   <translation>结果可以替换不是由批处理生成的文件。原件绝不会被覆盖。</translation>
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Results side by side</source>
   <translation>并排的结果</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Retouch</source>
   <translation>修饰</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/marking.py" />
   <source>Retouched with Tratteggio: {parts}.</source>
   <translation>用 Tratteggio 修饰：{parts}。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>Right</source>
   <translation>右</translation>
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>Roll another seed</source>
   <translation>换一个种子</translation>
  </message>
  <message>
   <location filename="../../engine/document/steps.py" />
   <source>Rotate</source>
   <translation>旋转</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Rotate by 180°</source>
   <translation>旋转 180°</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Rotate left</source>
   <translation>向左旋转</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Rotate right</source>
   <translation>向右旋转</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Rotate view left</source>
   <translation>向左旋转视图</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Rotate view right</source>
   <translation>向右旋转视图</translation>
  </message>
  <message>
   <location filename="../../ui/reshaping.py" />
   <source>Rotating</source>
   <translation>正在旋转</translation>
  </message>
  <message>
   <location filename="../../ui/panels/status_bar.py" />
   <source>Rotation of the view</source>
   <translation>视图的旋转角度</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Round corners off, drop specks and close narrow gaps</source>
   <translation>磨圆角、去除斑点并闭合窄缝</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>Rounds corners off, drops specks and closes gaps narrower than this.</source>
   <translation>磨圆角、去除斑点并闭合窄于此值的缝隙。</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Rulers</source>
   <translation>标尺</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patch_details.py" />
   <source>Run again</source>
   <translation>再次运行</translation>
  </message>
  <message>
   <location filename="../../ui/stack_presenter.py" />
   <source>Run again with</source>
   <translation>再次运行，使用</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Run again with another seed</source>
   <translation>用另一个种子再次运行</translation>
  </message>
  <message>
   <location filename="../../ui/panels/colours_panel.py" />
   <source>Sample merged</source>
   <translation>对合并结果取样</translation>
  </message>
  <message>
   <location filename="../../ui/studio/grid.py" />
   <source>Samples</source>
   <translation>样本</translation>
  </message>
  <message>
   <location filename="../../ui/studio/grid.py" />
   <source>Samples of further seeds</source>
   <translation>更多种子的样本</translation>
  </message>
  <message>
   <location filename="../../ui/studio/grid.py" />
   <source>Samples of other seeds (Shift+N)</source>
   <translation>其他种子的样本（Shift+N）</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Save</source>
   <translation>保存</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Save as</source>
   <translation>另存为</translation>
  </message>
  <message>
   <location filename="../../ui/projects.py" />
   <source>Save as project</source>
   <translation>另存为项目</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Save as project…</source>
   <translation>另存为项目…</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Save as…</source>
   <translation>另存为…</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Save here</source>
   <translation>保存到此处</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/packed.py" />
   <source>Save it anew from the photo that it came from.</source>
   <translation>请从原来的照片重新保存它。</translation>
  </message>
  <message>
   <location filename="../../engine/project/archive.py" />
   <source>Save it anew in the program that it comes from.</source>
   <translation>请在制作它的程序中重新保存。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/encoding.py" />
   <source>Save it as PNG or TIFF.</source>
   <translation>请保存为 PNG 或 TIFF。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/writing.py" />
   <source>Save it in another format.</source>
   <translation>请以其他格式保存。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>Save it somewhere else, or under another name.</source>
   <translation>请保存到其他位置，或使用其他名称。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/writing.py" />
   <source>Save it under another name.</source>
   <translation>请以其他名称保存。</translation>
  </message>
  <message>
   <location filename="../../engine/project/archive.py" />
   <source>Save it without one in the program that it comes from.</source>
   <translation>请在制作它的程序中保存为不带密码的文件。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/presets_panel.py" />
   <source>Save preset</source>
   <translation>保存预设</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Save recipe…</source>
   <translation>保存配方…</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>Save selection</source>
   <translation>保存选区</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Save selection…</source>
   <translation>保存选区…</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Save the changes to {name}?</source>
   <translation>保存对 {name} 的更改？</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Save the mask as a picture: white is filled</source>
   <translation>将蒙版保存为图片：白色部分会被填充</translation>
  </message>
  <message>
   <location filename="../../ui/recovery/outside_bar.py" />
   <source>Save the photo under another name</source>
   <translation>以其他名称保存照片</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Save the photo with all its fills, to go on another day</source>
   <translation>将照片及其所有填充保存下来，改天继续</translation>
  </message>
  <message>
   <location filename="../../ui/studio/point_files.py" />
   <source>Save the picture</source>
   <translation>保存图片</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Save the picture…</source>
   <translation>保存图片…</translation>
  </message>
  <message>
   <location filename="../../ui/stack_commands.py" />
   <source>Save the recipe</source>
   <translation>保存配方</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Save the result</source>
   <translation>保存结果</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Save the result under another name</source>
   <translation>以其他名称保存结果</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>Save the selection</source>
   <translation>保存选区</translation>
  </message>
  <message>
   <location filename="../../ui/studio/presets_panel.py" />
   <source>Save these sliders</source>
   <translation>保存这些滑块</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Save what was done to this photo, to be done again</source>
   <translation>保存对这张照片所做的操作，以便再次执行</translation>
  </message>
  <message>
   <location filename="../../ui/studio/point_files.py" />
   <source>Saved as {name}</source>
   <translation>已存为 {name}</translation>
  </message>
  <message>
   <location filename="../../ui/stack_commands.py" />
   <source>Saved files will not say that parts were filled</source>
   <translation>保存的文件不会说明哪些部分经过填充</translation>
  </message>
  <message>
   <location filename="../../ui/stack_commands.py" />
   <source>Saved files will say that parts were filled, by whom, and how</source>
   <translation>保存的文件会说明哪些部分由谁、如何填充</translation>
  </message>
  <message>
   <location filename="../../ui/recovery/dialog.py" />
   <source>Saved since, and changed again</source>
   <translation>之后保存过，又再次更改</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/editor.py" />
   <source>Saved the keys as {name}.</source>
   <translation>已将按键保存为 {name}。</translation>
  </message>
  <message>
   <location filename="../../ui/editor.py" />
   <source>Saved the mask as {name}</source>
   <translation>已将蒙版保存为 {name}</translation>
  </message>
  <message>
   <location filename="../../ui/stack.py" />
   <source>Saved the recipe as {name}</source>
   <translation>已将配方保存为 {name}</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>Saved the selection “{name}”</source>
   <translation>已保存选区“{name}”</translation>
  </message>
  <message>
   <location filename="../../ui/editor.py" />
   <source>Saved {name}</source>
   <translation>已保存 {name}</translation>
  </message>
  <message>
   <location filename="../../ui/photo_commands.py" />
   <source>Saved {name}, {weight}</source>
   <translation>已保存 {name}，{weight}</translation>
  </message>
  <message>
   <location filename="../../ui/studio/point_files.py" />
   <source>Saving</source>
   <translation>正在保存</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>Saving makes a new file in the same folder.</source>
   <translation>保存会在同一文件夹中创建新文件。</translation>
  </message>
  <message>
   <location filename="../../ui/editor.py" />
   <source>Saving {name}</source>
   <translation>正在保存 {name}</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Say in saved files what was filled</source>
   <translation>在保存的文件中说明填充内容</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/saying.py" />
   <source>Say in the file what was done</source>
   <translation>在文件中说明做过的处理</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>Say in the files what was done</source>
   <translation>在文件中说明做过的处理</translation>
  </message>
  <message>
   <location filename="../../engine/latent/direction.py" />
   <source>Say what there should be more of.</source>
   <translation>请说明应该更多的是什么。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/placing.py" />
   <source>Scale it by {LEAST_SCALE:g} to {MOST_SCALE:g}, and keep it near the masked place.</source>
   <translation>请将缩放设为 {LEAST_SCALE:g} 到 {MOST_SCALE:g}，并使其靠近蒙版位置。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/placement_view.py" />
   <source>Scale the picture</source>
   <translation>缩放图片</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>Scheduler</source>
   <translation>调度器</translation>
  </message>
  <message>
   <location filename="../../ui/panels/dust_panel.py" />
   <source>Scratches</source>
   <translation>划痕</translation>
  </message>
  <message>
   <location filename="../../ui/panels/colour_panel.py" />
   <source>Screen</source>
   <translation>屏幕</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Scribble over an object to mark it by its outline</source>
   <translation>在物体上涂画以按其轮廓标记</translation>
  </message>
  <message>
   <location filename="../../ui/panels/select_options.py" />
   <source>Scribble over it</source>
   <translation>在其上涂画</translation>
  </message>
  <message>
   <location filename="../../ui/widgets/overlay_scroll_area.py" />
   <source>Scroll the panels</source>
   <translation>滚动面板</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/editor.py" />
   <source>Search by key</source>
   <translation>按按键搜索</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/editor.py" />
   <source>Search by name</source>
   <translation>按名称搜索</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/command_palette.py" />
   <source>Search commands</source>
   <translation>搜索命令</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/editor.py" />
   <source>Search commands by name</source>
   <translation>按名称搜索命令</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Search every command by its name</source>
   <translation>按名称搜索所有命令</translation>
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>Search for a point that comes nearer</source>
   <translation>搜索更接近的点</translation>
  </message>
  <message>
   <location filename="../../ui/studio/inverting.py" />
   <source>Searching for the photo</source>
   <translation>正在搜索照片</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>See how the picture lies in the photo, or see it alone again</source>
   <translation>查看图片在照片中的样子，或再次单独查看</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>See what every method makes of it, side by side, before one is kept</source>
   <translation>在保留之前并排查看每种方法的结果</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>Seed</source>
   <translation>种子</translation>
  </message>
  <message>
   <location filename="../../ui/studio/lattice.py" />
   <source>Seed lattice</source>
   <translation>种子点阵</translation>
  </message>
  <message>
   <location filename="../../ui/studio/base_panel.py" />
   <source>Seed of the noise</source>
   <translation>噪声的种子</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patch_details.py" />
   <source>Seed to run again with</source>
   <translation>再次运行所用的种子</translation>
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>Seed {seeds}</source>
   <translation>种子 {seeds}</translation>
  </message>
  <message>
   <location filename="../../ui/studio/grid.py" />
   <source>Seed {seed}</source>
   <translation>种子 {seed}</translation>
  </message>
  <message>
   <location filename="../../ui/studio/grid.py" />
   <source>Seed {seed}{state}</source>
   <translation>种子 {seed}{state}</translation>
  </message>
  <message>
   <location filename="../../ui/studio/lattice.py" />
   <source>Seeds in the lattice</source>
   <translation>点阵中的种子</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Select</source>
   <translation>选择</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Selecting: add, subtract, keep what both mark</source>
   <translation>选择：添加、减去、保留两者都标记的部分</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Selecting: move what is marked</source>
   <translation>选择：移动已标记的部分</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>Selection {n}</source>
   <translation>选区 {n}</translation>
  </message>
  <message>
   <location filename="../../ui/panels/dust_panel.py" />
   <source>Sensitivity</source>
   <translation>灵敏度</translation>
  </message>
  <message>
   <location filename="../../ui/panels/crop_panel.py" />
   <source>Shape</source>
   <translation>形状</translation>
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Sharpen the picture</source>
   <translation>锐化图片</translation>
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Sharpness</source>
   <translation>锐度</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Shift</source>
   <translation>Shift</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Shift and a digit</source>
   <translation>Shift 加数字键</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/keymap.py" />
   <source>Shift and a digit set the flow of the brush.</source>
   <translation>Shift 加数字键设置画笔流量。</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Shift and click</source>
   <translation>按住 Shift 点击</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Shift and click, Alt and click</source>
   <translation>按住 Shift 点击、按住 Alt 点击</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Shift and click, or Shift+Enter</source>
   <translation>按住 Shift 点击，或 Shift+Enter</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Shift and drag, or Alt and drag with the right button</source>
   <translation>按住 Shift 拖动，或按住 Alt 用右键拖动</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Shift+Space and drag, or two fingers</source>
   <translation>按住 Shift+空格拖动，或用两根手指</translation>
  </message>
  <message>
   <location filename="../../ui/panels/colours_panel.py" />
   <source>Shift+click picks one more colour, Alt+click one to leave out</source>
   <translation>按住 Shift 点击再选一种颜色，按住 Alt 点击排除一种</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Shift, Alt, Space in the drag</source>
   <translation>拖动时按 Shift、Alt、空格</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Shift, Alt, or both, and drag</source>
   <translation>按住 Shift、Alt 或两者拖动</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/merging.py" />
   <source>Show both patches first: what is hidden would be lost.</source>
   <translation>请先显示两个修补块：隐藏的内容会丢失。</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/editor.py" />
   <source>Show every command</source>
   <translation>显示所有命令</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Show it in the photo</source>
   <translation>在照片中显示</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Show it larger</source>
   <translation>放大显示</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Show it smaller</source>
   <translation>缩小显示</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Show mask</source>
   <translation>显示蒙版</translation>
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>Show one picture again (Esc)</source>
   <translation>重新显示单张图片（Esc）</translation>
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Show only sliders of this name</source>
   <translation>只显示此名称的滑块</translation>
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Show only the sliders that are moved</source>
   <translation>只显示已移动的滑块</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Show or hide the panels on the right</source>
   <translation>显示或隐藏右侧面板</translation>
  </message>
  <message>
   <location filename="../../engine/document/document.py" />
   <source>Show patch</source>
   <translation>显示修补块</translation>
  </message>
  <message>
   <location filename="../../ui/stack.py" />
   <source>Show patch alone</source>
   <translation>仅显示一个修补块</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patch_row.py" />
   <source>Show patch {n}</source>
   <translation>显示修补块 {n}</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Show rulers in photo pixels beside the photo</source>
   <translation>在照片旁显示以照片像素为单位的标尺</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Show the mask as black and white</source>
   <translation>将蒙版显示为黑白</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Show the mask over the photo</source>
   <translation>在照片上显示蒙版</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Show the next of the open photos</source>
   <translation>显示下一张打开的照片</translation>
  </message>
  <message>
   <location filename="../../ui/stack.py" />
   <source>Show the others too</source>
   <translation>也显示其他修补块</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Show the photo before this one</source>
   <translation>显示上一张照片</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Show the samples of other seeds</source>
   <translation>显示其他种子的样本</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Show the whole photo</source>
   <translation>显示整张照片</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patch_row.py" />
   <source>Show this patch</source>
   <translation>显示此修补块</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Show this patch alone</source>
   <translation>仅显示此修补块</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Show where the photo has been filled</source>
   <translation>显示照片中填充过的位置</translation>
  </message>
  <message>
   <location filename="../../ui/studio/slider_group.py" />
   <source>Show {hidden} more</source>
   <translation>再显示 {hidden} 个</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/before_after.py" />
   <source>Shows</source>
   <translation>显示</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>Shrink</source>
   <translation>收缩</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>Shrink mask</source>
   <translation>收缩蒙版</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Shrink mask…</source>
   <translation>收缩蒙版…</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>Shrink the mask</source>
   <translation>收缩蒙版</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Side panels</source>
   <translation>侧面板</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/before_after.py" />
   <source>Size</source>
   <translation>大小</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Size and hardness by hand</source>
   <translation>手动调整大小和硬度</translation>
  </message>
  <message>
   <location filename="../../ui/panels/status_bar.py" />
   <source>Size of the photo in pixels</source>
   <translation>照片的像素尺寸</translation>
  </message>
  <message>
   <location filename="../../resources/models/portraits-gan.directions.json" />
   <source>Skin lighter</source>
   <translation>肤色更亮</translation>
  </message>
  <message>
   <location filename="../../resources/models/landscapes-gan.directions.json" />
   <source>Sky</source>
   <translation>天空</translation>
  </message>
  <message>
   <location filename="../../resources/models/landscapes-gan.directions.json" />
   <source>Sky lighter</source>
   <translation>天空更亮</translation>
  </message>
  <message>
   <location filename="../../resources/models/landscapes-gan.directions.json" />
   <source>Sky warmer</source>
   <translation>天空更暖</translation>
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Sliders</source>
   <translation>滑块</translation>
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Sliders come with a model.</source>
   <translation>滑块随模型而来。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>Sliders made of the samples that you have marked</source>
   <translation>用您标记的样本制作的滑块</translation>
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>Sliders that this model does not have were left out</source>
   <translation>此模型没有的滑块已省略</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source>Small, and opens everywhere. It plays once; players can repeat it.</source>
   <translation>体积小，随处可打开。播放一次；播放器可循环播放。</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Smaller brush</source>
   <translation>更小的画笔</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>Smooth</source>
   <translation>平滑</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>Smooth mask</source>
   <translation>平滑蒙版</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Smooth mask…</source>
   <translation>平滑蒙版…</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>Smooth the mask</source>
   <translation>平滑蒙版</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Snap mask to objects</source>
   <translation>将蒙版吸附到物体</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Snap to object</source>
   <translation>吸附到物体</translation>
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>Snapshot</source>
   <translation>快照</translation>
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>Snapshot {number}</source>
   <translation>快照 {number}</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_strip.py" />
   <source>Snapshots</source>
   <translation>快照</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_strip.py" />
   <source>Snapshots · {kept}</source>
   <translation>快照 · {kept}</translation>
  </message>
  <message>
   <location filename="../../ui/dropping.py" />
   <source>So many are best filled as a batch; drop some of them to open these.</source>
   <translation>照片这么多，最好批量填充；要打开其中几张，请只拖放这几张。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Soft edge</source>
   <translation>柔化边缘</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patch_details.py" />
   <source>Soften its edge over this width; the filled pixels stay as they are</source>
   <translation>在此宽度内柔化其边缘；填充的像素保持不变</translation>
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Soften the edge</source>
   <translation>柔化边缘</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Soften the edge of the mask</source>
   <translation>柔化蒙版边缘</translation>
  </message>
  <message>
   <location filename="../../ui/stack.py" />
   <source>Softening the edge</source>
   <translation>正在柔化边缘</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>Softens its edge over this width.</source>
   <translation>在此宽度内柔化其边缘。</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Softer brush</source>
   <translation>更软的画笔</translation>
  </message>
  <message>
   <location filename="../../ui/panels/colours_panel.py" />
   <source>Softness</source>
   <translation>柔和度</translation>
  </message>
  <message>
   <location filename="../../ui/fills.py" />
   <source>Some fills to choose from went with the part that was cut off</source>
   <translation>部分可供选择的填充已随裁掉的部分一起移除</translation>
  </message>
  <message>
   <location filename="../../ui/editor.py" />
   <source>Some of the new canvas has not been filled and is blank</source>
   <translation>部分新画布尚未填充，仍为空白</translation>
  </message>
  <message>
   <location filename="../../engine/batch/work.py" />
   <source>Something went wrong inside the program ({kind}: {error}).</source>
   <translation>程序内部出现问题（{kind}：{error}）。</translation>
  </message>
  <message>
   <location filename="../../ui/app.py" />
   <source>Something went wrong inside the program.</source>
   <translation>程序内部出现问题。</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Space and drag, or the middle button</source>
   <translation>按住空格拖动，或用中键</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Speak English from the next start on</source>
   <translation>下次启动起使用英语</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Speak simplified Chinese from the next start on</source>
   <translation>下次启动起使用简体中文</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Speak the system's language from the next start on</source>
   <translation>下次启动起使用系统语言</translation>
  </message>
  <message>
   <location filename="../../ui/panels/dust_panel.py" />
   <source>Specks</source>
   <translation>斑点</translation>
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>Speed</source>
   <translation>速度</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>Start</source>
   <translation>开始</translation>
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>Start from a photo</source>
   <translation>从照片开始</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Start from a photo…</source>
   <translation>从照片开始…</translation>
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>Start from the photo in Retouch</source>
   <translation>从“修饰”中的照片开始</translation>
  </message>
  <message>
   <location filename="../../engine/batch/cluster.py" />
   <source>Start it in the program's folder, with its Python.</source>
   <translation>请在程序文件夹中用程序自己的 Python 启动它。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/cluster.py" />
   <source>Start one, or check the address: it looks like tcp://host:8786.</source>
   <translation>请启动一个，或检查地址：形如 tcp://host:8786。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/cluster.py" />
   <source>Start workers in the program's folder; main.py batch --help says how.</source>
   <translation>请在程序文件夹中启动工作进程；main.py batch --help 说明方法。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>Started</source>
   <translation>开始时间</translation>
  </message>
  <message>
   <location filename="../../engine/latent/inversion.py" />
   <source>Step {made} of {steps}</source>
   <translation>第 {made} 步，共 {steps} 步</translation>
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>Steps</source>
   <translation>步数</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>Stop</source>
   <translation>停止</translation>
  </message>
  <message>
   <location filename="../../ui/batch/asking.py" />
   <source>Stop and close</source>
   <translation>停止并关闭</translation>
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>Stop comparing</source>
   <translation>停止对比</translation>
  </message>
  <message>
   <location filename="../../ui/batch/asking.py" />
   <source>Stop the batch?</source>
   <translation>停止批处理？</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Stop the work that is running</source>
   <translation>停止正在运行的工作</translation>
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Stop what still runs; keep what has come</source>
   <translation>停止仍在运行的；保留已完成的</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Stop writing the film</source>
   <translation>停止写入影片</translation>
  </message>
  <message>
   <location filename="../../ui/race/race.py" />
   <source>Stopped</source>
   <translation>已停止</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Stopped; no film was written</source>
   <translation>已停止；未写入影片</translation>
  </message>
  <message>
   <location filename="../../engine/cli/batch.py" />
   <source>Stopping…</source>
   <translation>正在停止…</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/curve_view.py" />
   <source>Straight</source>
   <translation>直线</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Straight line from the last point</source>
   <translation>从上一点起的直线</translation>
  </message>
  <message>
   <location filename="../../engine/document/steps.py" />
   <source>Straighten</source>
   <translation>校平</translation>
  </message>
  <message>
   <location filename="../../ui/stack_proof.py" />
   <source>Straightened · every pixel is new</source>
   <translation>已校平 · 所有像素均为新生成</translation>
  </message>
  <message>
   <location filename="../../ui/cropping.py" />
   <source>Straightened, {width} × {height} px</source>
   <translation>校平后 {width} × {height} 像素</translation>
  </message>
  <message>
   <location filename="../../ui/reshaping.py" />
   <source>Straightening</source>
   <translation>正在校平</translation>
  </message>
  <message>
   <location filename="../../ui/studio/add_model.py" />
   <source>StyleGAN2 generators can be added: a .pt of rosinality’s program or a .pkl of NVlabs’. The file is only read, and nothing in it is run. Its weights are copied to your own models.</source>
   <translation>可以添加 StyleGAN2 生成器：rosinality 程序的 .pt 或 NVlabs 的 .pkl。文件只被读取，其中的内容不会运行。其权重会复制到您自己的模型中。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/add_model.py" />
   <source>StyleGAN2 models (*.pt *.pth *.pkl);;All files (*)</source>
   <translation>StyleGAN2 模型 (*.pt *.pth *.pkl);;所有文件 (*)</translation>
  </message>
  <message>
   <location filename="../../ui/panels/select_options.py" />
   <source>Subtract</source>
   <translation>减去</translation>
  </message>
  <message>
   <location filename="../../ui/tools/colours.py" />
   <source>Subtract colour range</source>
   <translation>减去颜色范围</translation>
  </message>
  <message>
   <location filename="../../ui/tools/select.py" />
   <source>Subtract ellipse</source>
   <translation>减去椭圆</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Subtract from the mask</source>
   <translation>从蒙版中减去</translation>
  </message>
  <message>
   <location filename="../../ui/tools/select.py" />
   <source>Subtract lasso</source>
   <translation>减去套索区域</translation>
  </message>
  <message>
   <location filename="../../ui/tools/snap.py" />
   <source>Subtract object</source>
   <translation>减去物体</translation>
  </message>
  <message>
   <location filename="../../ui/tools/select.py" />
   <source>Subtract polygon</source>
   <translation>减去多边形</translation>
  </message>
  <message>
   <location filename="../../ui/tools/select.py" />
   <source>Subtract rectangle</source>
   <translation>减去矩形</translation>
  </message>
  <message>
   <location filename="../../ui/tools/wand.py" />
   <source>Subtract similar colours</source>
   <translation>减去相似颜色</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Swap brush and eraser</source>
   <translation>切换画笔和橡皮擦</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Swap the compared</source>
   <translation>交换对比双方</translation>
  </message>
  <message>
   <location filename="../../ui/panels/crop_panel.py" />
   <source>Swap width and height</source>
   <translation>交换宽和高</translation>
  </message>
  <message>
   <location filename="../../ui/panels/colour_panel.py" />
   <source>System: sRGB</source>
   <translation>系统：sRGB</translation>
  </message>
  <message>
   <location filename="../../ui/panels/colour_panel.py" />
   <source>System: {name}</source>
   <translation>系统：{name}</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/keymap.py" />
   <source>Tab goes from control to control.</source>
   <translation>Tab 在控件之间移动。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>Take a point of this model.</source>
   <translation>请采用此模型的点。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Take all marks away</source>
   <translation>取消所有标记</translation>
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>Take fewer, or write WebP or MP4.</source>
   <translation>请减少数量，或写成 WebP 或 MP4。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/snapshots.py" />
   <source>Take into the film</source>
   <translation>加入影片</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/editor.py" />
   <source>Take it over</source>
   <translation>采用</translation>
  </message>
  <message>
   <location filename="../../engine/latent/morph.py" />
   <source>Take key frames of one model.</source>
   <translation>请采用同一模型的关键帧。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/snapshots.py" />
   <source>Take out of the film</source>
   <translation>从影片中取出</translation>
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>Take the coarse, middle or fine layers of another picture: its pose, its features, or its colours.</source>
   <translation>取另一张图片的粗、中或细层：其姿态、特征或颜色。</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/editor.py" />
   <source>Take the key from the other</source>
   <translation>从另一个命令取走按键</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/editor.py" />
   <source>Take the keys of a file</source>
   <translation>采用文件中的按键</translation>
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>Take this picture out of the mix</source>
   <translation>从混合中取出这张图片</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/editor.py" />
   <source>Taken back from: {commands}.</source>
   <translation>已从以下命令取回：{commands}。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>Taken from another program's file: what it learnt from, under which licences, and how good it is are not known here. It has no encoder, so that a photo's latent is found by optimisation alone. The file's own fixed noise maps are not kept; noise is made from a seed, as with every other model.</source>
   <translation>取自其他程序的文件：它学习了什么、依据何种许可证、质量如何，此处均不得而知。它没有编码器，因此照片的潜变量只能通过优化找到。文件自带的固定噪声图不予保留；与其他模型一样，噪声由种子生成。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>Teach a slider</source>
   <translation>教一个滑块</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>Telea</source>
   <translation>Telea</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>Temperature</source>
   <translation>色温</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>Texture and lines out of this photo.</source>
   <translation>用这张照片的图块延续纹理和线条。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/cluster.py" />
   <source>The Dask scheduler at {address} has gone.</source>
   <translation>{address} 处的 Dask 调度器已消失。</translation>
  </message>
  <message>
   <location filename="../../engine/metrics/lpips.py" />
   <source>The LPIPS weights {path} cannot be used ({name}: {error}).</source>
   <translation>LPIPS 权重 {path} 无法使用（{name}：{error}）。</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/keymap.py" />
   <source>The arrow keys move the photo.</source>
   <translation>方向键移动照片。</translation>
  </message>
  <message>
   <location filename="../../ui/editor.py" />
   <source>The canvas changed meanwhile, so it was left as it is</source>
   <translation>画布在此期间已更改，因此保持原样</translation>
  </message>
  <message>
   <location filename="../../ui/editor.py" />
   <source>The canvas changed meanwhile, so the mask was left out</source>
   <translation>画布在此期间已更改，因此省略了蒙版</translation>
  </message>
  <message>
   <location filename="../../engine/photo/extension.py" />
   <source>The canvas would stay as it is.</source>
   <translation>画布将保持原样。</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>The chosen point of the curve, 0 to 255</source>
   <translation>曲线上所选的点，0 到 255</translation>
  </message>
  <message>
   <location filename="../../engine/latent/placing.py" />
   <source>The colour match, the sharpness or the cut-out is out of range.</source>
   <translation>颜色匹配、锐度或抠图超出范围。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/colour.py" />
   <source>The colour profile is broken; the colours are shown as sRGB.</source>
   <translation>颜色配置文件已损坏；颜色按 sRGB 显示。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/quality_view.py" />
   <source>The computer was too busy: no test hole was done in time.</source>
   <translation>计算机太忙：没有及时完成任何测试空洞。</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/request.py" />
   <source>The context is negative.</source>
   <translation>上下文为负数。</translation>
  </message>
  <message>
   <location filename="../../ui/problems.py" />
   <source>The details tell why.</source>
   <translation>详细信息中说明了原因。</translation>
  </message>
  <message>
   <location filename="../../engine/device.py" />
   <source>The device "{wish}" {what}.</source>
   <translation>设备“{wish}”{what}。</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/pipeline.py" />
   <source>The device's memory was too small, so the fill was made on the CPU.</source>
   <translation>设备内存太小，因此填充在 CPU 上完成。</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/keymap.py" />
   <source>The digits keep candidates.</source>
   <translation>数字键保留候选。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>The direction {direction} is not among those of the model.</source>
   <translation>方向 {direction} 不在该模型的方向之中。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>The direction {name} is one of the model {model}, not of {name2}.</source>
   <translation>方向 {name} 属于模型 {model}，而不是 {name2}。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/memory.py" />
   <source>The extended photo would have {width:,} x {height:,} px, {area:,.1f} megapixels</source>
   <translation>扩展后的照片将有 {width:,} x {height:,} 像素，{area:,.1f} 百万像素</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/request.py" />
   <source>The feather is out of range.</source>
   <translation>羽化超出范围。</translation>
  </message>
  <message>
   <location filename="../../ui/stack_proof.py" />
   <source>The file has changed since it was opened, so it was compared with the photo in memory.</source>
   <translation>文件在打开后已更改，因此与内存中的照片作了比较。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/tiff.py" />
   <source>The file holds 16-bit samples in a colour space other than RGB, grey or CMYK.</source>
   <translation>文件的 16 位样本所在颜色空间不是 RGB、灰度或 CMYK。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/pillow_decoding.py" />
   <source>The file holds floating-point samples, which have no fixed white.</source>
   <translation>文件含有浮点样本，没有固定的白点。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/pillow_decoding.py" />
   <source>The file holds samples of a kind that is not a photo's ({mode}).</source>
   <translation>文件含有的样本类型不是照片的类型（{mode}）。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/reading.py" />
   <source>The file holds {frames} pictures; the first was opened.</source>
   <translation>文件含有 {frames} 张图片；已打开第一张。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/tiff.py" />
   <source>The file holds {kind} samples.</source>
   <translation>文件含有{kind}样本。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/pillow_decoding.py" />
   <source>The file is damaged or cut off: what could be decoded is shown, the rest is blank.</source>
   <translation>文件已损坏或被截断：已显示可解码的部分，其余为空白。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/pillow_decoding.py" />
   <source>The file is damaged, and nothing of the picture can be decoded.</source>
   <translation>文件已损坏，无法解码图片的任何部分。</translation>
  </message>
  <message>
   <location filename="../../ui/stack_words.py" />
   <source>The file says: {parts}.</source>
   <translation>文件中注明：{parts}。</translation>
  </message>
  <message>
   <location filename="../../ui/stack_proof.py" />
   <source>The file was read again and all {compared:,} pixels compared; {untouched:,} lie under no patch.</source>
   <translation>已重新读取文件并比较全部 {compared:,} 个像素；{untouched:,} 个不在任何修补块之下。</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/saying.py" />
   <source>The file will not say that it was retouched.</source>
   <translation>文件不会说明它经过修饰。</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/saying.py" />
   <source>The file will say that it was retouched without a trained model (IPTC DigitalSourceType), and how (the recipe, in XMP). The picture looks the same.</source>
   <translation>文件会说明它经过修饰且未使用训练所得的模型（IPTC DigitalSourceType）以及修饰方式（配方，写入 XMP）。图片外观不变。</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/saying.py" />
   <source>The file will say that parts were filled by a trained model (IPTC DigitalSourceType), and how (the recipe, in XMP). The picture looks the same.</source>
   <translation>文件会说明部分内容由训练所得的模型填充（IPTC DigitalSourceType）以及填充方式（配方，写入 XMP）。图片外观不变。</translation>
  </message>
  <message>
   <location filename="../../ui/extending.py" />
   <source>The fill failed.</source>
   <translation>填充失败。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>The film could not be encoded ({error}).</source>
   <translation>影片无法编码（{error}）。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>The folder {added_dir} cannot be made: {strerror}.</source>
   <translation>无法创建文件夹 {added_dir}：{strerror}。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/run.py" />
   <source>The folder {folder} cannot be made: {reason}.</source>
   <translation>无法创建文件夹 {folder}：{reason}。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/masks.py" />
   <source>The folder {folder} cannot be read: {reason}.</source>
   <translation>无法读取文件夹 {folder}：{reason}。</translation>
  </message>
  <message numerus="yes">
   <location filename="../../ui/dropping.py" />
   <source>The folder {name} holds {n} photos.</source>
   <translation>
    <numerusform>文件夹 {name} 中有 {n} 张照片。</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>The folder “{name}” holds other things, such as “{other}”.</source>
   <translation>文件夹“{name}”中还有其他内容，例如“{other}”。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>The generator that paints</source>
   <translation>用于绘制的生成器</translation>
  </message>
  <message>
   <location filename="../../engine/models/runtime.py" />
   <source>The graphics card has stopped answering.</source>
   <translation>显卡已停止响应。</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/pipeline.py" />
   <source>The graphics card stopped answering, so the CPU made the fill.</source>
   <translation>显卡停止响应，因此由 CPU 完成了填充。</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/request.py" />
   <source>The growth is out of range.</source>
   <translation>扩大超出范围。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/morph.py" />
   <source>The key frames are of different models.</source>
   <translation>关键帧属于不同的模型。</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/editor.py" />
   <source>The keys of {name} are in use.</source>
   <translation>正在使用 {name} 的按键。</translation>
  </message>
  <message>
   <location filename="../../ui/language.py" />
   <source>The language changes when the program starts next</source>
   <translation>语言将在程序下次启动时更改</translation>
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>The latents of which this model makes most use, one by one</source>
   <translation>此模型用得最多的潜变量，逐个列出</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/before_after.py" />
   <source>The longer side of the film</source>
   <translation>影片的长边</translation>
  </message>
  <message>
   <location filename="../../ui/selecting.py" />
   <source>The mask changed meanwhile, so it was left as it is</source>
   <translation>蒙版在此期间已更改，因此保持原样</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/patchmatch.py" />
   <source>The mask covers everything there is to fill from.</source>
   <translation>蒙版覆盖了所有可用于填充的内容。</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/refeather.py" />
   <source>The mask of this fill is not known.</source>
   <translation>此填充的蒙版未知。</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/again.py" />
   <source>The mask of this patch is not known, so it cannot be run again.</source>
   <translation>此修补块的蒙版未知，因此无法再次运行。</translation>
  </message>
  <message>
   <location filename="../../ui/stack.py" />
   <source>The mask of this patch is not known.</source>
   <translation>此修补块的蒙版未知。</translation>
  </message>
  <message>
   <location filename="../../engine/mask/files.py" />
   <source>The mask {name} could not be encoded.</source>
   <translation>蒙版 {name} 无法编码。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/masks.py" />
   <source>The mask {name} is black all over.</source>
   <translation>蒙版 {name} 全黑。</translation>
  </message>
  <message>
   <location filename="../../engine/mask/files.py" />
   <source>The mask {name} is {width} x {height} px, the photo is {width2} x {height2} px.</source>
   <translation>蒙版 {name} 为 {width} x {height} 像素，照片为 {width2} x {height2} 像素。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/masks.py" />
   <source>The mask {name} was scaled from {old} to {new} px.</source>
   <translation>蒙版 {name} 已从 {old} 缩放到 {new} 像素。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/colour_panel.py" />
   <source>The mean of {side} × {side} pixels</source>
   <translation>{side} × {side} 像素的平均值</translation>
  </message>
  <message>
   <location filename="../../engine/models/card.py" />
   <source>The model card {name} cannot be used: {error!r}.</source>
   <translation>模型卡片 {name} 无法使用：{error!r}。</translation>
  </message>
  <message>
   <location filename="../../engine/models/card.py" />
   <source>The model card {name} names an unknown purpose, {purpose!r}.</source>
   <translation>模型卡片 {name} 指定了未知用途 {purpose!r}。</translation>
  </message>
  <message>
   <location filename="../../engine/models/registry.py" />
   <source>The model card {name} names the model {name2}, which {why}.</source>
   <translation>模型卡片 {name} 指定了模型 {name2}，它{why}。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>The model has no name.</source>
   <translation>模型没有名称。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>The model {model} is not installed.</source>
   <translation>模型 {model} 未安装。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/photo_link.py" />
   <source>The model {model}, which painted this patch, is not installed.</source>
   <translation>绘制此修补块的模型 {model} 未安装。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>The model {name} came with the program.</source>
   <translation>模型 {name} 随程序附带。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>The model {name} cannot be removed: {strerror}.</source>
   <translation>无法移除模型 {name}：{strerror}。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/state.py" />
   <source>The model {name} could not be opened.</source>
   <translation>无法打开模型 {name}。</translation>
  </message>
  <message>
   <location filename="../../engine/models/registry.py" />
   <source>The model {name} is not part of this installation.</source>
   <translation>模型 {name} 不属于此安装。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/writing.py" />
   <source>The name “{name}” does not say in which format to save.</source>
   <translation>名称“{name}”没有说明以哪种格式保存。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/catalog.py" />
   <source>The names of directions in {name} cannot be used: {error}.</source>
   <translation>{name} 中的方向名称无法使用：{error}。</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>The network cannot be loaded: {error}.</source>
   <translation>无法加载网络：{error}。</translation>
  </message>
  <message>
   <location filename="../../engine/document/patch.py" />
   <source>The patch can be kept, but not made again.</source>
   <translation>修补块可以保留，但不能重新生成。</translation>
  </message>
  <message>
   <location filename="../../engine/retouch/finishing.py" />
   <source>The path of a stroke made by hand is not known any more.</source>
   <translation>手工笔画的路径已不可知。</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/again.py" />
   <source>The path of this stroke is not known, so it stays as it is.</source>
   <translation>此笔画的路径未知，因此保持原样。</translation>
  </message>
  <message>
   <location filename="../../ui/batch/detail.py" />
   <source>The photo</source>
   <translation>照片</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>The photo as it was before the fills would be gone. Saving under another name keeps it.</source>
   <translation>填充之前的照片将会丢失。以其他名称保存可以保留它。</translation>
  </message>
  <message>
   <location filename="../../ui/fills.py" />
   <source>The photo changed during the fill, so the result was left out</source>
   <translation>照片在填充期间已更改，因此省略了结果</translation>
  </message>
  <message>
   <location filename="../../ui/reshaping.py" />
   <source>The photo changed meanwhile, so it was left as it is</source>
   <translation>照片在此期间已更改，因此保持原样</translation>
  </message>
  <message>
   <location filename="../../ui/stack.py" />
   <source>The photo changed meanwhile, so the patch stays as it is</source>
   <translation>照片在此期间已更改，因此修补块保持原样</translation>
  </message>
  <message>
   <location filename="../../ui/stack.py" />
   <source>The photo changed meanwhile, so the patches stay as they are</source>
   <translation>照片在此期间已更改，因此修补块保持原样</translation>
  </message>
  <message>
   <location filename="../../ui/stack.py" />
   <source>The photo changed meanwhile, so the recipe was left out</source>
   <translation>照片在此期间已更改，因此省略了配方</translation>
  </message>
  <message>
   <location filename="../../ui/studio/photo_link.py" />
   <source>The photo changed while the picture was laid into it, so it was left out</source>
   <translation>放入图片时照片已更改，因此省略了图片</translation>
  </message>
  <message>
   <location filename="../../ui/race/presenter.py" />
   <source>The photo changed, so the comparison was closed</source>
   <translation>照片已更改，因此对比已关闭</translation>
  </message>
  <message>
   <location filename="../../ui/dust_finding.py" />
   <source>The photo could not be searched.</source>
   <translation>无法在照片中查找。</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>The photo is opened as the other program has left it.</source>
   <translation>照片以其他程序留下的状态打开。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/dust_panel.py" />
   <source>The photo is still being searched</source>
   <translation>仍在照片中查找</translation>
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>The photo stays: {words}</source>
   <translation>照片保持不变：{words}</translation>
  </message>
  <message>
   <location filename="../../ui/hand_strokes.py" />
   <source>The photo took another shape while a stroke was being healed, so the stroke was left out</source>
   <translation>修复一笔时照片改变了形状，因此这一笔已省略</translation>
  </message>
  <message>
   <location filename="../../ui/stack_proof.py" />
   <source>The photo was straightened, so all its pixels were made anew.</source>
   <translation>照片经过校平，因此其所有像素都是重新生成的。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/reshape.py" />
   <source>The photo would stay as it is.</source>
   <translation>照片将保持原样。</translation>
  </message>
  <message>
   <location filename="../../engine/recovery/base.py" />
   <source>The photo {name} is not there any more, or has been changed since.</source>
   <translation>照片 {name} 已不在原处，或之后被更改过。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/writing.py" />
   <source>The photo's grey colour profile does not fit RGB and was left out.</source>
   <translation>照片的灰度颜色配置文件不适合 RGB，已省略。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/writing.py" />
   <source>The photo's own XMP cannot be added to, so the file does not say that it was retouched.</source>
   <translation>无法向照片自身的 XMP 添加内容，因此文件不会说明它经过修饰。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/inverting.py" />
   <source>The photo's point could not be found.</source>
   <translation>找不到照片的点。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/picture_view.py" />
   <source>The picture</source>
   <translation>图片</translation>
  </message>
  <message>
   <location filename="../../engine/latent/placing.py" />
   <source>The picture cannot be placed like this.</source>
   <translation>图片不能这样放置。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/photo_link.py" />
   <source>The picture could not be laid.</source>
   <translation>无法放置图片。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/photo.py" />
   <source>The picture has no pixels.</source>
   <translation>图片没有像素。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/placement_view.py" />
   <source>The picture in the photo</source>
   <translation>照片中的图片</translation>
  </message>
  <message>
   <location filename="../../ui/studio/photo_link.py" />
   <source>The picture is on the photo, and follows the sliders</source>
   <translation>图片已在照片上，并跟随滑块</translation>
  </message>
  <message>
   <location filename="../../ui/studio/photo_link.py" />
   <source>The picture is on the photo. Brush over another place to lay a second one there.</source>
   <translation>图片已在照片上。涂抹另一处可再放置一张。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>The picture that is compared with</source>
   <translation>用于对比的图片</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/again.py" />
   <source>The picture that was laid here is not known, so it stays as it is.</source>
   <translation>此处放置的图片未知，因此保持原样。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>The picture's own background gives way to the photo: raise it until the figure stands alone</source>
   <translation>让图片自身的背景让位于照片：逐渐调高，直到只剩主体</translation>
  </message>
  <message>
   <location filename="../../engine/photo/writing.py" />
   <source>The pixels to save do not fit the photo in size or depth.</source>
   <translation>要保存的像素与照片的尺寸或位深不符。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/photo_link.py" />
   <source>The place on the photo is gone, so the picture was left out</source>
   <translation>照片上的位置已消失，因此省略了图片</translation>
  </message>
  <message>
   <location filename="../../engine/latent/prior.py" />
   <source>The prior of {label} cannot be used: {error}.</source>
   <translation>{label} 的先验无法使用：{error}。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/processes.py" />
   <source>The process that filled {name} ended by itself ({how}).</source>
   <translation>填充 {name} 的进程自行结束（{how}）。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/processes.py" />
   <source>The processes that fill cannot be started (exit code {code}).</source>
   <translation>无法启动负责填充的进程（退出代码 {code}）。</translation>
  </message>
  <message>
   <location filename="../../ui/recovery/dialog.py" />
   <source>The program ended unexpectedly. All that you had done is still here, up to the last stroke. Undo goes back as far as the last autosave.</source>
   <translation>程序意外结束。您所做的一切仍在这里，直到最后一笔。撤销可以回到上一次自动保存。</translation>
  </message>
  <message>
   <location filename="../../engine/project/opening.py" />
   <source>The project's own notes are damaged, so its layers were opened without their recipes.</source>
   <translation>项目自身的记录已损坏，因此其图层在没有配方的情况下打开。</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/packed.py" />
   <source>The recipe is damaged.</source>
   <translation>配方已损坏。</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/packed.py" />
   <source>The recipe is damaged: {what}.</source>
   <translation>配方已损坏：{what}。</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>The recipe is for photos of {width} × {height} px, or of the same proportions; this one has {w} × {h}.</source>
   <translation>该配方适用于 {width} × {height} 像素或相同比例的照片；这张为 {w} × {h}。</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>The recipe is too large to be read.</source>
   <translation>配方太大，无法读取。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/placing.py" />
   <source>The recipe of this patch does not say what was placed.</source>
   <translation>此修补块的配方没有说明放置了什么。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/record.py" />
   <source>The record {path} cannot be read: {reason}.</source>
   <translation>无法读取记录 {path}：{reason}。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/record.py" />
   <source>The record {path} cannot be written: {reason}.</source>
   <translation>无法写入记录 {path}：{reason}。</translation>
  </message>
  <message>
   <location filename="../../engine/cli/batch.py" />
   <source>The report: {path}</source>
   <translation>报告：{path}</translation>
  </message>
  <message>
   <location filename="../../engine/batch/work.py" />
   <source>The result {name} would be written over {path}.</source>
   <translation>结果 {name} 会覆盖 {path}。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/plan.py" />
   <source>The results would lie among the masks, in {folder}.</source>
   <translation>结果会与蒙版混在 {folder} 中。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/plan.py" />
   <source>The results would lie among the photos, in {folder}.</source>
   <translation>结果会与照片混在 {folder} 中。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>The run</source>
   <translation>运行</translation>
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>The run was stopped before its end. Started again, it goes on from here.</source>
   <translation>运行在结束前被停止。再次启动会从此处继续。</translation>
  </message>
  <message>
   <location filename="../../engine/cli/batch.py" />
   <source>The same command goes on from here.</source>
   <translation>同一命令会从此处继续。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>The same seed gives the same result again</source>
   <translation>相同的种子再次给出相同的结果</translation>
  </message>
  <message>
   <location filename="../../ui/studio/grid.py" />
   <source>The same seed gives the same sample again</source>
   <translation>相同的种子再次给出相同的样本</translation>
  </message>
  <message>
   <location filename="../../ui/commands.py" />
   <source>The sample is missing from this installation</source>
   <translation>此安装中缺少示例</translation>
  </message>
  <message>
   <location filename="../../ui/panels/colour_panel.py" />
   <source>The screen or printer that is warned of</source>
   <translation>所警告的屏幕或打印机</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/request.py" />
   <source>The seed is negative.</source>
   <translation>种子为负数。</translation>
  </message>
  <message>
   <location filename="../../engine/models/architectures/__init__.py" />
   <source>The settings of the architecture {identifier} do not fit it: {error}.</source>
   <translation>架构 {identifier} 的设置不适合它：{error}。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/network.py" />
   <source>The settings of {label} do not fit its network.</source>
   <translation>{label} 的设置不适合其网络。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/network.py" />
   <source>The settings of {label} do not fit its network: {error!r}.</source>
   <translation>{label} 的设置不适合其网络：{error!r}。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source>The side of the film in pixels</source>
   <translation>影片的边长（像素）</translation>
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>The sides of an MP4 are even; {width} x {height} px are not.</source>
   <translation>MP4 的边长必须为偶数；{width} x {height} 像素不是。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/shelf.py" />
   <source>The snapshots start anew; the old file is kept as {name}.bad.</source>
   <translation>快照将重新开始；旧文件已保留为 {name}.bad。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/clone_options.py" />
   <source>The source follows the brush from stroke to stroke; else each stroke begins at it anew</source>
   <translation>来源逐笔跟随画笔；否则每一笔都从它重新开始</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/keymap.py" />
   <source>The space bar is held to move the photo.</source>
   <translation>空格键用于按住移动照片。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/inversion.py" />
   <source>The square lies beside the photo.</source>
   <translation>方框位于照片之外。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/crop_view.py" />
   <source>The square of the photo</source>
   <translation>照片的方框</translation>
  </message>
  <message>
   <location filename="../../ui/hand_strokes.py" />
   <source>The stroke could not be laid.</source>
   <translation>无法放置这一笔。</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/again.py" />
   <source>The stroke, or what it copies from, lies outside the photo by now.</source>
   <translation>此笔画或其复制来源现在位于照片之外。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>The studio explores what a generator can paint. This installation came without one: put the folder resources/models back as it was downloaded, or add a StyleGAN2 model of your own.</source>
   <translation>工作室探索生成器能画出什么。此安装没有附带生成器：请将下载的 resources/models 文件夹放回原处，或添加您自己的 StyleGAN2 模型。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/direction.py" />
   <source>The styles' own main axes (GANSpace)</source>
   <translation>风格自身的主轴（GANSpace）</translation>
  </message>
  <message>
   <location filename="../../engine/latent/network.py" />
   <source>The tensor {name} in {name2} has the shape {shapes}.</source>
   <translation>{name2} 中的张量 {name} 形状为 {shapes}。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/network.py" />
   <source>The tensor {name} in {name2} holds numbers that are not finite.</source>
   <translation>{name2} 中的张量 {name} 含有非有限的数值。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/photo.py" />
   <source>The transparency does not fit the picture in size or depth.</source>
   <translation>透明度与图片的尺寸或位深不符。</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/request.py" />
   <source>The variation is out of range.</source>
   <translation>变化程度超出范围。</translation>
  </message>
  <message>
   <location filename="../../engine/models/weights.py" />
   <source>The weights file {name} cannot be read: {strerror}.</source>
   <translation>无法读取权重文件 {name}：{strerror}。</translation>
  </message>
  <message>
   <location filename="../../engine/models/loader.py" />
   <source>The weights file {name} holds a tensor that its network lacks: {surplus}.</source>
   <translation>权重文件 {name} 含有其网络没有的张量：{surplus}。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/network.py" />
   <source>The weights file {name} is damaged: {error}.</source>
   <translation>权重文件 {name} 已损坏：{error}。</translation>
  </message>
  <message>
   <location filename="../../engine/models/weights.py" />
   <source>The weights file {name} is not the one that its card describes.</source>
   <translation>权重文件 {name} 不是其卡片所描述的那一个。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/network.py" />
   <source>The weights file {name} lacks the tensor {name2}.</source>
   <translation>权重文件 {name} 缺少张量 {name2}。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/navigator.py" />
   <source>The whole photo</source>
   <translation>整张照片</translation>
  </message>
  <message>
   <location filename="../../ui/panels/crop_panel.py" />
   <source>The whole photo, as it stands</source>
   <translation>整张照片，保持现状</translation>
  </message>
  <message>
   <location filename="../../engine/batch/cluster.py" />
   <source>The worker could not fill {name} ({error}).</source>
   <translation>工作进程无法填充 {name}（{error}）。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/cluster.py" />
   <source>The worker {worker} cannot load this program ({error}).</source>
   <translation>工作进程 {worker} 无法加载此程序（{error}）。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/cluster.py" />
   <source>The worker {worker} does not see the folder {folder}.</source>
   <translation>工作进程 {worker} 看不到文件夹 {folder}。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/cluster.py" />
   <source>The worker {worker} runs version {version}.</source>
   <translation>工作进程 {worker} 运行的是版本 {version}。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/encoding.py" />
   <source>The {title} data are larger than a JPEG can hold and were left out.</source>
   <translation>{title} 数据超出了 JPEG 的容量，已省略。</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Theme</source>
   <translation>主题</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Theme of the system</source>
   <translation>系统主题</translation>
  </message>
  <message>
   <location filename="../../ui/panels/crop_panel.py" />
   <source>Then drag along the horizon in the photo (or hold Ctrl and drag)</source>
   <translation>然后在照片中沿地平线拖动（或按住 Ctrl 拖动）</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>Then say what is to be filled: one mask, a mask for each photo, or a recipe.</source>
   <translation>然后说明要填充什么：一个蒙版、每张照片一个蒙版，或一个配方。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/plan.py" />
   <source>There are no photos in {folder}.</source>
   <translation>{folder} 中没有照片。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>There are: {names}.</source>
   <translation>可用的有：{names}。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>There is a model named {name} already.</source>
   <translation>已有名为 {name} 的模型。</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>There is already a file of that name in {folder}.</source>
   <translation>{folder} 中已有同名文件。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/work.py" />
   <source>There is already a file {name} in {folder}.</source>
   <translation>{folder} 中已有文件 {name}。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>There is already a file “{name}” in {parent}.</source>
   <translation>{parent} 中已有文件“{name}”。</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>There is already a selection “{name}”</source>
   <translation>已有名为“{name}”的选区</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>There is no added model named {name}.</source>
   <translation>没有名为 {name} 的已添加模型。</translation>
  </message>
  <message>
   <location filename="../../engine/project/opening.py" />
   <source>There is no file “{name}” in {folder}.</source>
   <translation>{folder} 中没有文件“{name}”。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/reading.py" />
   <source>There is no file “{name}” in {parent}.</source>
   <translation>{parent} 中没有文件“{name}”。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/morph.py" />
   <source>There is no film with {easing} easing through {path}.</source>
   <translation>没有以 {easing} 缓动经过 {path} 的影片。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>There is no folder {parent}.</source>
   <translation>没有文件夹 {parent}。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>There is no generator named {name}.</source>
   <translation>没有名为 {name} 的生成器。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>There is no latent point on the clipboard</source>
   <translation>剪贴板上没有潜空间点</translation>
  </message>
  <message>
   <location filename="../../engine/batch/plan.py" />
   <source>There is no mask for {name} in {folder}.</source>
   <translation>{folder} 中没有 {name} 的蒙版。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/plan.py" />
   <source>There is no mask {path}.</source>
   <translation>没有蒙版 {path}。</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/merging.py" />
   <source>There is no patch below it.</source>
   <translation>它下面没有修补块。</translation>
  </message>
  <message>
   <location filename="../../ui/dropping.py" />
   <source>There is no photo in the folder {name}.</source>
   <translation>文件夹 {name} 中没有照片。</translation>
  </message>
  <message>
   <location filename="../../ui/commands.py" />
   <source>There is no picture on the clipboard</source>
   <translation>剪贴板上没有图片</translation>
  </message>
  <message>
   <location filename="../../ui/studio/photo_link.py" />
   <source>There is no picture yet.</source>
   <translation>尚无图片。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/plan.py" />
   <source>There is no recipe {path}.</source>
   <translation>没有配方 {path}。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/quality_view.py" />
   <source>There is no room for a test hole beside the mask.</source>
   <translation>蒙版旁没有放置测试空洞的位置。</translation>
  </message>
  <message>
   <location filename="../../ui/recovery/safety.py" />
   <source>There is no unsaved work to recover</source>
   <translation>没有可恢复的未保存工作</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>There is no way to fill called "{method_id}".</source>
   <translation>没有名为“{method_id}”的填充方法。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/dust_panel.py" />
   <source>There is nothing to mark</source>
   <translation>没有可标记的</translation>
  </message>
  <message>
   <location filename="../../engine/before_after.py" />
   <source>There is nothing to show yet: no fill lies over the photo.</source>
   <translation>尚无可显示的内容：照片上没有填充。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/work.py" />
   <source>There was not enough memory for {name}.</source>
   <translation>处理 {name} 的内存不足。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/extension.py" />
   <source>There was not enough memory to extend the photo.</source>
   <translation>内存不足，无法扩展照片。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/reading.py" />
   <source>There was not enough memory to open “{name}”.</source>
   <translation>内存不足，无法打开“{name}”。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/reading.py" />
   <source>There was not enough memory to read {name}.</source>
   <translation>内存不足，无法读取 {name}。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/reshape.py" />
   <source>There was not enough memory to reshape the photo.</source>
   <translation>内存不足，无法更改照片的形状。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/writing.py" />
   <source>There was too little memory to save “{name}”.</source>
   <translation>内存太少，无法保存“{name}”。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>These styles are none of {label}.</source>
   <translation>这些风格不属于 {label}。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/pillow_decoding.py" />
   <source>This AVIF stores {bits} bits per channel; it was read at 8 bits.</source>
   <translation>此 AVIF 每通道存储 {bits} 位；已按 8 位读取。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/extras.py" />
   <source>This camera raw file was developed with the camera's white balance; save it in another format.</source>
   <translation>此相机原始文件已按相机的白平衡显影；请以其他格式保存。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/point.py" />
   <source>This is no latent point of Tratteggio ({error}).</source>
   <translation>这不是 Tratteggio 的潜空间点（{error}）。</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>This is no recipe of Tratteggio.</source>
   <translation>这不是 Tratteggio 的配方。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>This latent is none of {label}.</source>
   <translation>此潜变量不属于 {label}。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/point.py" />
   <source>This latent point has been cut or changed.</source>
   <translation>此潜空间点已被截断或更改。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>This model knows no directions.</source>
   <translation>此模型不认识任何方向。</translation>
  </message>
  <message>
   <location filename="../../ui/fills.py" />
   <source>This patch does not know its mask, so it cannot be run again</source>
   <translation>此修补块不知道自己的蒙版，因此无法再次运行</translation>
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>This picture, to go on from another</source>
   <translation>这张图片，以便从另一张继续</translation>
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>This point is one of the model {value}, not of {name}.</source>
   <translation>此点属于模型 {value}，而不是 {name}。</translation>
  </message>
  <message>
   <location filename="../../engine/models/architectures/__init__.py" />
   <source>This program knows no architecture named {identifier}.</source>
   <translation>本程序不认识名为 {identifier} 的架构。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/colour_panel.py" />
   <source>This screen</source>
   <translation>此屏幕</translation>
  </message>
  <message>
   <location filename="../../engine/latent/point.py" />
   <source>This text is no latent point of Tratteggio.</source>
   <translation>此文本不是 Tratteggio 的潜空间点。</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>Tick all</source>
   <translation>全部勾选</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>Tick all or none</source>
   <translation>全部勾选或全不勾选</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Tick two snapshots or more.</source>
   <translation>请勾选两个或更多快照。</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>Tint</source>
   <translation>色调</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>To do</source>
   <translation>待处理</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>To the photo</source>
   <translation>放到照片上</translation>
  </message>
  <message>
   <location filename="../../ui/recovery/dialog.py" />
   <source>Today, {time}</source>
   <translation>今天 {time}</translation>
  </message>
  <message>
   <location filename="../../ui/panels/colours_panel.py" />
   <source>Tolerance</source>
   <translation>容差</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>Took</source>
   <translation>用时</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Tools</source>
   <translation>工具</translation>
  </message>
  <message>
   <location filename="../../ui/panels/crop_panel.py" />
   <source>Top</source>
   <translation>上</translation>
  </message>
  <message>
   <location filename="../../ui/stack_words.py" />
   <source>Trained network</source>
   <translation>训练所得的网络</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>Trained on</source>
   <translation>训练数据</translation>
  </message>
  <message>
   <location filename="../../ui/projects.py" />
   <source>Tratteggio project (*.ora)</source>
   <translation>Tratteggio 项目 (*.ora)</translation>
  </message>
  <message>
   <location filename="../../ui/studio/base_panel.py" />
   <source>Truncation</source>
   <translation>截断</translation>
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>Try again</source>
   <translation>重试</translation>
  </message>
  <message>
   <location filename="../../engine/mask/files.py" />
   <source>Try again with a smaller photo.</source>
   <translation>请用较小的照片重试。</translation>
  </message>
  <message>
   <location filename="../../engine/models/runtime.py" />
   <source>Try again: the processor takes over until the program is started anew.</source>
   <translation>请重试：在重新启动程序之前由处理器接手。</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Try another</source>
   <translation>再试一个</translation>
  </message>
  <message>
   <location filename="../../engine/project/opening.py" />
   <source>Try another copy of it, or an older one.</source>
   <translation>请尝试它的另一个副本，或较旧的副本。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/pillow_decoding.py" />
   <source>Try another copy of it.</source>
   <translation>请尝试它的另一个副本。</translation>
  </message>
  <message>
   <location filename="../../engine/project/archive.py" />
   <source>Try another copy of the file.</source>
   <translation>请尝试该文件的另一个副本。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>Try another crop.</source>
   <translation>请尝试其他裁剪。</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Try several</source>
   <translation>多试几个</translation>
  </message>
  <message>
   <location filename="../../ui/selecting.py" />
   <source>Trying it out</source>
   <translation>正在试填</translation>
  </message>
  <message>
   <location filename="../../ui/quality.py" />
   <source>Trying the methods</source>
   <translation>正在尝试各种方法</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/pipeline.py" />
   <source>Trying the methods on this photo</source>
   <translation>正在对这张照片尝试各种方法</translation>
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Turn</source>
   <translation>旋转</translation>
  </message>
  <message>
   <location filename="../../ui/panels/crop_panel.py" />
   <source>Turn the frame from wide to high</source>
   <translation>将框由横向转为纵向</translation>
  </message>
  <message>
   <location filename="../../engine/mask/files.py" />
   <source>Turn the mask by a quarter: photos are shown upright.</source>
   <translation>请把蒙版旋转四分之一圈：照片以正向显示。</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Turn the photo itself by a quarter to the left</source>
   <translation>将照片本身向左旋转四分之一圈</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Turn the photo itself by a quarter to the right</source>
   <translation>将照片本身向右旋转四分之一圈</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Turn the photo itself upside down</source>
   <translation>将照片本身倒转</translation>
  </message>
  <message>
   <location filename="../../ui/studio/placement_view.py" />
   <source>Turn the picture</source>
   <translation>旋转图片</translation>
  </message>
  <message>
   <location filename="../../ui/panels/crop_panel.py" />
   <source>Turn the picture under the frame, clockwise above 0</source>
   <translation>在框下旋转图片，大于 0 为顺时针</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Turn the view back upright</source>
   <translation>将视图转回正向</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Turn the view by 15° to the left; the photo stays as it is</source>
   <translation>将视图向左旋转 15°；照片保持不变</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Turn the view by 15° to the right; the photo stays as it is</source>
   <translation>将视图向右旋转 15°；照片保持不变</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Turn the view by dragging</source>
   <translation>拖动以旋转视图</translation>
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Turns the picture clockwise</source>
   <translation>顺时针旋转图片</translation>
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Two in turn (B)</source>
   <translation>两者交替（B）</translation>
  </message>
  <message>
   <location filename="../../engine/models/registry.py" />
   <source>Two model cards are named {name}.</source>
   <translation>有两张模型卡片名为 {name}。</translation>
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Two under a line to drag (W)</source>
   <translation>两者以可拖动的线分隔（W）</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/command_palette.py" />
   <source>Type a few letters of a command</source>
   <translation>输入命令的几个字母</translation>
  </message>
  <message>
   <location filename="../../ui/batch/state.py" />
   <source>Type the address of the Dask scheduler first.</source>
   <translation>请先输入 Dask 调度器的地址。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/add_model.py" />
   <source>Under which licence the weights are, as their makers say</source>
   <translation>权重的许可证，以其制作者所述为准</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Undo</source>
   <translation>撤销</translation>
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Undo moving and turning</source>
   <translation>撤销移动和旋转</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Undo the last step</source>
   <translation>撤销上一步</translation>
  </message>
  <message>
   <location filename="../../ui/stack_proof.py" />
   <source>Undo what was done last, and please report it: this is not meant to happen.</source>
   <translation>请撤销上一步操作，并报告此问题：这不应该发生。</translation>
  </message>
  <message>
   <location filename="../../ui/retouch.py" />
   <source>Undo {lower}</source>
   <translation>撤销{lower}</translation>
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>Unlink</source>
   <translation>取消关联</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Unmark (Alt for one stroke)</source>
   <translation>取消标记（单笔可按住 Alt）</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Unmark everything</source>
   <translation>取消所有标记</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>Untick all</source>
   <translation>取消全部勾选</translation>
  </message>
  <message>
   <location filename="../../ui/fills.py" />
   <source>Untitled</source>
   <translation>未命名</translation>
  </message>
  <message>
   <location filename="../../ui/panels/proof_badge.py" />
   <source>Untouched proof</source>
   <translation>未改动证明</translation>
  </message>
  <message>
   <location filename="../../ui/panels/proof_badge.py" />
   <source>Untouched proof: {words}</source>
   <translation>未改动证明：{words}</translation>
  </message>
  <message>
   <location filename="../../ui/panels/dust_panel.py" />
   <source>Up to</source>
   <translation>最大</translation>
  </message>
  <message>
   <location filename="../../engine/latent/files.py" />
   <source>Update Tratteggio to open it.</source>
   <translation>请更新 Tratteggio 后打开。</translation>
  </message>
  <message>
   <location filename="../../engine/project/manifest.py" />
   <source>Update the program to open it.</source>
   <translation>请更新程序后打开。</translation>
  </message>
  <message>
   <location filename="../../engine/document/patch.py" />
   <source>Update the program to use it.</source>
   <translation>请更新程序后使用。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/inversion.py" />
   <source>Use 0 (the encoder alone) to {MOST_STEPS}.</source>
   <translation>请使用 0（仅编码器）到 {MOST_STEPS}。</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/request.py" />
   <source>Use 0 (the mean fill) to 1.</source>
   <translation>请使用 0（平均填充）到 1。</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/request.py" />
   <source>Use 0 or more.</source>
   <translation>请使用 0 或更大的值。</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/request.py" />
   <source>Use 0 px or more.</source>
   <translation>请使用 0 像素或更大的值。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/placing.py" />
   <source>Use 0 to 1.</source>
   <translation>请使用 0 到 1。</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/request.py" />
   <source>Use 0 to {MAX_FEATHER} px.</source>
   <translation>请使用 0 到 {MAX_FEATHER} 像素。</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/request.py" />
   <source>Use 0 to {MAX_GROW} px.</source>
   <translation>请使用 0 到 {MAX_GROW} 像素。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/work.py" />
   <source>Use a recipe that was made on such a photo, or leave this photo out.</source>
   <translation>请使用在此类照片上制作的配方，或不处理这张照片。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/work.py" />
   <source>Use fewer processes, or close other programs; then run the batch again.</source>
   <translation>请使用较少的进程，或关闭其他程序；然后再次运行批处理。</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Use the dark look</source>
   <translation>使用深色外观</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Use the light look</source>
   <translation>使用浅色外观</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Use the whole screen</source>
   <translation>使用整个屏幕</translation>
  </message>
  <message>
   <location filename="../../engine/batch/cluster.py" />
   <source>Use version {version} everywhere.</source>
   <translation>请在各处使用版本 {version}。</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>Variation</source>
   <translation>变化</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Version and licences</source>
   <translation>版本和许可证</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>View</source>
   <translation>视图</translation>
  </message>
  <message>
   <location filename="../../ui/stack.py" />
   <source>Wait until the fill that runs is done.</source>
   <translation>请等待正在运行的填充完成。</translation>
  </message>
  <message>
   <location filename="../../ui/race/race.py" />
   <source>Waits</source>
   <translation>等待中</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Wand</source>
   <translation>魔棒</translation>
  </message>
  <message>
   <location filename="../../ui/studio/wander_map.py" />
   <source>Wander</source>
   <translation>漫游</translation>
  </message>
  <message>
   <location filename="../../ui/panels/colours_panel.py" />
   <source>Wanted: {colour}</source>
   <translation>需要：{colour}</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>Warmer</source>
   <translation>更暖</translation>
  </message>
  <message>
   <location filename="../../resources/models/landscapes-gan.directions.json" />
   <source>Warmer light</source>
   <translation>更暖的光</translation>
  </message>
  <message>
   <location filename="../../ui/panels/colour_panel.py" />
   <source>Warn</source>
   <translation>警告</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/before_after.py" />
   <source>Way</source>
   <translation>方式</translation>
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>What changes: {name}</source>
   <translation>变化内容：{name}</translation>
  </message>
  <message>
   <location filename="../../ui/widgets/error_bar.py" />
   <source>What happened, for a report</source>
   <translation>发生的情况，供报告使用</translation>
  </message>
  <message>
   <location filename="../../engine/batch/cluster.py" />
   <source>What is done is kept. Start it again, then run the batch again; it goes on from here.</source>
   <translation>已完成的会保留。请再次启动它，然后再次运行批处理；它会从此处继续。</translation>
  </message>
  <message>
   <location filename="../../ui/batch/asking.py" />
   <source>What is done stays. Started again with the same folders, it goes on from there.</source>
   <translation>已完成的会保留。用相同的文件夹再次启动，会从那里继续。</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/request.py" />
   <source>What is laid into the hole has to be chosen first.</source>
   <translation>必须先选择放入空洞的内容。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/status_bar.py" />
   <source>What is looked at</source>
   <translation>当前查看的内容</translation>
  </message>
  <message>
   <location filename="../../ui/photo_commands.py" />
   <source>What is marked reaches to every edge: there is nothing to crop</source>
   <translation>标记部分延伸到每条边：没有可裁剪的内容</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>What is masked has not been filled yet. A picture cannot hold it; a project can.</source>
   <translation>已涂蒙版的内容尚未填充。图片无法保存蒙版，项目可以。</translation>
  </message>
  <message>
   <location filename="../../engine/project/foreign.py" />
   <source>What lay outside the picture's edges was left out.</source>
   <translation>图片边缘之外的内容已省略。</translation>
  </message>
  <message>
   <location filename="../../ui/stack.py" />
   <source>What lies below is as it was then, so every pixel stays</source>
   <translation>下方内容与当时相同，因此所有像素保持不变</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>What made a patch is told here: point at one in the photo, or choose it in the list.</source>
   <translation>修补块由什么制作，在此说明：指向照片中的一个，或在列表中选择。</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>What says what is filled</source>
   <translation>填充内容的依据</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>What seeds, sliders, snapshots and films are</source>
   <translation>种子、滑块、快照和影片是什么</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/before_after.py" />
   <source>What the film is written as</source>
   <translation>影片写成的格式</translation>
  </message>
  <message>
   <location filename="../../engine/latent/direction.py" />
   <source>What the generator's weights answer to most (SeFa)</source>
   <translation>生成器权重最敏感的方向（SeFa）</translation>
  </message>
  <message>
   <location filename="../../ui/studio/add_model.py" />
   <source>What the model shall be called</source>
   <translation>模型的名称</translation>
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>What the model's weights answer to most; nobody has named these yet</source>
   <translation>模型权重最敏感的方向；尚未有人命名</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>What the other program wrote would be gone.</source>
   <translation>其他程序写入的内容将会丢失。</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>What the results are saved as</source>
   <translation>结果保存的格式</translation>
  </message>
  <message>
   <location filename="../../ui/studio/presets_panel.py" />
   <source>What the sliders are saved as</source>
   <translation>滑块保存时的名称</translation>
  </message>
  <message>
   <location filename="../../ui/panels/colour_panel.py" />
   <source>What the warning is about</source>
   <translation>警告的内容</translation>
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>What there is more or less of, such as Beard</source>
   <translation>要增减的特征，例如胡须</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>What to fill</source>
   <translation>要填充的内容</translation>
  </message>
  <message>
   <location filename="../../engine/document/adjustment.py" />
   <source>What was clicked is too dark or too bright to tell its colour.</source>
   <translation>点击处太暗或太亮，无法判断颜色。</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>What was done to it is lost if you do not save.</source>
   <translation>不保存的话，对它所做的一切都会丢失。</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>What was done to one photo is done to all. The Patches panel saves recipes.</source>
   <translation>对一张照片所做的会应用于所有照片。“修补块”面板可保存配方。</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>What was done, and what was not</source>
   <translation>完成的与未完成的</translation>
  </message>
  <message>
   <location filename="../../engine/recovery/recovering.py" />
   <source>What was kept of this photo is damaged and cannot be read.</source>
   <translation>为这张照片保留的内容已损坏，无法读取。</translation>
  </message>
  <message>
   <location filename="../../engine/recovery/recovering.py" />
   <source>What was kept of this photo is of another size.</source>
   <translation>为这张照片保留的内容尺寸不同。</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/refeather.py" />
   <source>What was made by hand keeps its edge.</source>
   <translation>手工制作的内容保留其边缘。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/proof_badge.py" />
   <source>What was not retouched is being compared with the file</source>
   <translation>正在将未修饰的部分与文件比较</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Wheel</source>
   <translation>滚轮</translation>
  </message>
  <message>
   <location filename="../../ui/panels/crop_panel.py" />
   <source>Where it begins, from the left</source>
   <translation>起点，距左侧</translation>
  </message>
  <message>
   <location filename="../../ui/panels/crop_panel.py" />
   <source>Where it begins, from the top</source>
   <translation>起点，距顶部</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>Where it is done</source>
   <translation>处理位置</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>Where the results are</source>
   <translation>结果所在位置</translation>
  </message>
  <message>
   <location filename="../../ui/panels/colour_panel.py" />
   <source>Which colours this screen makes of numbers</source>
   <translation>此屏幕将数值显示为何种颜色</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>Which machines fill the photos</source>
   <translation>由哪些机器填充照片</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>Which photos to show</source>
   <translation>要显示的照片</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/methods.py" />
   <source>Whichever repairs test holes here best.</source>
   <translation>对这张照片的测试空洞修复得最好的方法。</translation>
  </message>
  <message>
   <location filename="../../ui/widgets/swatch.py" />
   <source>White</source>
   <translation>白色</translation>
  </message>
  <message>
   <location filename="../../ui/panels/crop_panel.py" />
   <source>Wide</source>
   <translation>宽</translation>
  </message>
  <message>
   <location filename="../../ui/panels/crop_panel.py" />
   <source>Width</source>
   <translation>宽度</translation>
  </message>
  <message>
   <location filename="../../ui/panels/crop_panel.py" />
   <source>Width of what is kept</source>
   <translation>保留部分的宽度</translation>
  </message>
  <message>
   <location filename="../../ui/batch/grid.py" />
   <source>Will fail</source>
   <translation>将会失败</translation>
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>Wipe</source>
   <translation>划变</translation>
  </message>
  <message>
   <location filename="../../engine/before_after.py" />
   <source>Wipe from left to right</source>
   <translation>从左到右划变</translation>
  </message>
  <message>
   <location filename="../../ui/select_commands.py" />
   <source>Within</source>
   <translation>范围内</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/panel.py" />
   <source>Without it</source>
   <translation>不含它</translation>
  </message>
  <message>
   <location filename="../../engine/batch/cluster.py" />
   <source>Work over several machines needs the optional package for Dask, which is not installed.</source>
   <translation>跨多台机器工作需要 Dask 的可选包，但尚未安装。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>Worked</source>
   <translation>用时</translation>
  </message>
  <message>
   <location filename="../../ui/main_window.py" />
   <source>Workspace</source>
   <translation>工作区</translation>
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>Write GIF or WebP instead, or run: python3 packaging/bootstrap.py setup</source>
   <translation>请改为写成 GIF 或 WebP，或运行：python3 packaging/bootstrap.py setup</translation>
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>Write GIF or WebP instead.</source>
   <translation>请改为写成 GIF 或 WebP。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Write a film file</source>
   <translation>写入影片文件</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Write a film from the original to the result: GIF, WebP or MP4</source>
   <translation>写入从原图到结果的影片：GIF、WebP 或 MP4</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/editor.py" />
   <source>Write the changed keys to a file</source>
   <translation>将更改过的按键写入文件</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Write the film as GIF, WebP, MP4 or pictures</source>
   <translation>将影片写成 GIF、WebP、MP4 或图片</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Write the picture as PNG, or its point or the snapshots as a file</source>
   <translation>把图片存为 PNG，或把它的点、快照存为文件</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/before_after.py" />
   <source>Writing {name}</source>
   <translation>正在写入 {name}</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>Writing {name}…</source>
   <translation>正在写入 {name}…</translation>
  </message>
  <message>
   <location filename="../../ui/recovery/dialog.py" />
   <source>Yesterday, {time}</source>
   <translation>昨天 {time}</translation>
  </message>
  <message>
   <location filename="../../ui/studio/shelf.py" />
   <source>Your own sliders and presets start anew; the old file is kept as {name}.bad.</source>
   <translation>您自己的滑块和预设将重新开始；旧文件保留为 {name}.bad。</translation>
  </message>
  <message>
   <location filename="../../ui/app.py" />
   <source>Your photo is still here.</source>
   <translation>您的照片仍在这里。</translation>
  </message>
  <message>
   <location filename="../../engine/recovery/writer.py" />
   <source>Your work goes on. Make some room there, and save now and then until this is solved.</source>
   <translation>您的工作继续进行。请在那里腾出空间，并在解决之前时常保存。</translation>
  </message>
  <message>
   <location filename="../../engine/recovery/writer.py" />
   <source>Your work goes on. Save now and then until this is solved.</source>
   <translation>您的工作继续进行。在解决之前请时常保存。</translation>
  </message>
  <message>
   <location filename="../../ui/recovery/outside_bar.py" />
   <source>Your work is still here, and nothing is written over the file without asking.</source>
   <translation>您的工作仍在这里，未经询问不会覆盖文件。</translation>
  </message>
  <message>
   <location filename="../../ui/recovery/outside_bar.py" />
   <source>Your work is still here; save it under a name of your choice.</source>
   <translation>您的工作仍在这里；请以您选择的名称保存。</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Zoom</source>
   <translation>缩放</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Zoom at the pointer</source>
   <translation>在指针处缩放</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/help.py" />
   <source>Zoom by dragging</source>
   <translation>拖动以缩放</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Zoom in</source>
   <translation>放大</translation>
  </message>
  <message>
   <location filename="../../ui/panels/status_bar.py" />
   <source>Zoom of the view</source>
   <translation>视图的缩放</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Zoom out</source>
   <translation>缩小</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>Zoom with the wheel</source>
   <translation>用滚轮缩放</translation>
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>`python main.py latents {name}` lists those there are.</source>
   <translation>`python main.py latents {name}` 会列出可用的方向。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>`python main.py models list` shows the models there are.</source>
   <translation>`python main.py models list` 会列出可用的模型。</translation>
  </message>
  <message>
   <location filename="../../ui/recovery/dialog.py" />
   <source>a changed canvas</source>
   <translation>更改后的画布</translation>
  </message>
  <message>
   <location filename="../../engine/photo/reading.py" />
   <source>a folder</source>
   <translation>一个文件夹</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/packed.py" />
   <source>a mask cannot be read</source>
   <translation>有蒙版无法读取</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/packed.py" />
   <source>a mask does not fit its place</source>
   <translation>有蒙版与其位置不符</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/packed.py" />
   <source>a mask is empty</source>
   <translation>有蒙版为空</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/packed.py" />
   <source>a mask is missing</source>
   <translation>缺少蒙版</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>a mask lies outside the photo</source>
   <translation>有蒙版位于照片之外</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>a part is missing</source>
   <translation>缺少一部分</translation>
  </message>
  <message>
   <location filename="../../ui/studio/grid.py" />
   <source>a photo</source>
   <translation>一张照片</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/packed.py" />
   <source>a place is no place</source>
   <translation>有位置无效</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/packed.py" />
   <source>a place lies beyond any photo</source>
   <translation>有位置超出任何照片</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>a size is missing</source>
   <translation>缺少尺寸</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>a size is none that a photo can have</source>
   <translation>有尺寸不可能属于照片</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>about {hours} h left</source>
   <translation>约剩 {hours} 小时</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>about {minutes} min left</source>
   <translation>约剩 {minutes} 分钟</translation>
  </message>
  <message>
   <location filename="../../ui/race/view.py" />
   <source>against</source>
   <translation>对比</translation>
  </message>
  <message>
   <location filename="../../ui/studio/base_panel.py" />
   <source>all</source>
   <translation>全部</translation>
  </message>
  <message>
   <location filename="../../ui/studio/layer_range.py" />
   <source>all layers</source>
   <translation>所有层</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>an entry is no entry</source>
   <translation>有条目无效</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/save_quality.py" />
   <source>as the photo</source>
   <translation>与照片相同</translation>
  </message>
  <message>
   <location filename="../../ui/studio/lattice.py" />
   <source>at {place:.2f}, {place2:.2f}</source>
   <translation>位于 {place:.2f}、{place2:.2f}</translation>
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>before</source>
   <translation>之前</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/torch_files.py" />
   <source>before the beginning</source>
   <translation>早于开头</translation>
  </message>
  <message>
   <location filename="../../ui/studio/grid.py" />
   <source>between seeds</source>
   <translation>种子之间</translation>
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>bottom</source>
   <translation>下</translation>
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>bottom left</source>
   <translation>左下</translation>
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>bottom right</source>
   <translation>右下</translation>
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>by size</source>
   <translation>按大小</translation>
  </message>
  <message>
   <location filename="../../ui/batch/choice_panel.py" />
   <source>by the machine</source>
   <translation>由机器</translation>
  </message>
  <message>
   <location filename="../../engine/models/registry.py" />
   <source>came with the program</source>
   <translation>随程序附带</translation>
  </message>
  <message>
   <location filename="../../engine/photo/formats.py" />
   <source>camera raw</source>
   <translation>相机原始文件</translation>
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>centre</source>
   <translation>中央</translation>
  </message>
  <message>
   <location filename="../../ui/panels/proof_badge.py" />
   <source>checking…</source>
   <translation>正在检查…</translation>
  </message>
  <message>
   <location filename="../../ui/panels/candidates_panel.py" />
   <source>click or press {number} to keep</source>
   <translation>单击或按 {number} 保留</translation>
  </message>
  <message>
   <location filename="../../ui/panels/candidates_panel.py" />
   <source>click to keep</source>
   <translation>单击保留</translation>
  </message>
  <message>
   <location filename="../../ui/studio/layer_range.py" />
   <source>coarse layers</source>
   <translation>粗层</translation>
  </message>
  <message>
   <location filename="../../ui/studio/layer_range.py" />
   <source>colour, light and texture</source>
   <translation>颜色、光线和纹理</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>curves</source>
   <translation>曲线</translation>
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>done</source>
   <translation>完成</translation>
  </message>
  <message>
   <location filename="../../engine/cli/batch.py" />
   <source>done before</source>
   <translation>先前已完成</translation>
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>encoder</source>
   <translation>编码器</translation>
  </message>
  <message>
   <location filename="../../ui/studio/layer_range.py" />
   <source>everything</source>
   <translation>全部</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/adjusting.py" />
   <source>everywhere</source>
   <translation>各处</translation>
  </message>
  <message>
   <location filename="../../engine/batch/processes.py" />
   <source>exit code {code}</source>
   <translation>退出代码 {code}</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>exposure {value:+.2f} EV</source>
   <translation>曝光 {value:+.2f} EV</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/selftest.py" />
   <source>fair</source>
   <translation>一般</translation>
  </message>
  <message>
   <location filename="../../ui/studio/layer_range.py" />
   <source>features and their form</source>
   <translation>特征及其形态</translation>
  </message>
  <message>
   <location filename="../../engine/cli/batch.py" />
   <source>filled with {method} in {seconds} s</source>
   <translation>已用 {method} 在 {seconds} 秒内填充</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source>film</source>
   <translation>影片</translation>
  </message>
  <message>
   <location filename="../../ui/studio/layer_range.py" />
   <source>fine layers</source>
   <translation>细层</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/selftest.py" />
   <source>good</source>
   <translation>良好</translation>
  </message>
  <message>
   <location filename="../../ui/facts.py" />
   <source>grey</source>
   <translation>灰度</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>grown by {grow} px, feathered {feather} px</source>
   <translation>扩大 {grow} 像素，羽化 {feather} 像素</translation>
  </message>
  <message>
   <location filename="../../ui/adjusting/adjusting.py" />
   <source>in a mask</source>
   <translation>在蒙版内</translation>
  </message>
  <message>
   <location filename="../../engine/device.py" />
   <source>is not a device</source>
   <translation>不是设备</translation>
  </message>
  <message>
   <location filename="../../engine/device.py" />
   <source>is not available on this machine</source>
   <translation>在此机器上不可用</translation>
  </message>
  <message>
   <location filename="../../engine/models/registry.py" />
   <source>is not what the file is called</source>
   <translation>不是文件的名称</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>it has too many entries</source>
   <translation>条目过多</translation>
  </message>
  <message>
   <location filename="../../engine/models/runtime.py" />
   <source>its answers are off by {off:.2g}</source>
   <translation>其结果偏差达 {off:.2g}</translation>
  </message>
  <message>
   <location filename="../../engine/photo/reading.py" />
   <source>its header makes no sense</source>
   <translation>其文件头没有意义</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/replaying.py" />
   <source>its mask is not known.</source>
   <translation>其蒙版未知。</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>its masks are too large</source>
   <translation>其蒙版太大</translation>
  </message>
  <message>
   <location filename="../../ui/panels/candidates_panel.py" />
   <source>kept</source>
   <translation>已保留</translation>
  </message>
  <message>
   <location filename="../../ui/studio/snapshots.py" />
   <source>key frame {key}</source>
   <translation>关键帧 {key}</translation>
  </message>
  <message>
   <location filename="../../engine/batch/processes.py" />
   <source>killed by signal {number}</source>
   <translation>被信号 {number} 终止</translation>
  </message>
  <message>
   <location filename="../../ui/studio/layer_range.py" />
   <source>layer {first}</source>
   <translation>第 {first} 层</translation>
  </message>
  <message>
   <location filename="../../ui/studio/layer_range.py" />
   <source>layers {first} to {last}</source>
   <translation>第 {first} 到 {last} 层</translation>
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>left</source>
   <translation>左</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/nvlabs.py" />
   <source>legacy.py in NVlabs' stylegan2-ada-pytorch turns it into one that can.</source>
   <translation>NVlabs 的 stylegan2-ada-pytorch 中的 legacy.py 可以将其转换成能用的文件。</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>less than a minute left</source>
   <translation>剩余不到一分钟</translation>
  </message>
  <message>
   <location filename="../../ui/candidates.py" />
   <source>mean fill</source>
   <translation>平均填充</translation>
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>mean picture</source>
   <translation>平均图片</translation>
  </message>
  <message>
   <location filename="../../ui/race/pictures.py" />
   <source>mean {mean:.1f} · largest {largest} of {full} · {share}</source>
   <translation>平均 {mean:.1f} · 最大 {largest}（满值 {full}）· {share}</translation>
  </message>
  <message>
   <location filename="../../ui/panels/quality_view.py" />
   <source>measuring…</source>
   <translation>正在测量…</translation>
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>method</source>
   <translation>方法</translation>
  </message>
  <message>
   <location filename="../../ui/studio/layer_range.py" />
   <source>middle layers</source>
   <translation>中层</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/editor.py" />
   <source>no key</source>
   <translation>无按键</translation>
  </message>
  <message>
   <location filename="../../ui/panels/quality_view.py" />
   <source>no room for a test hole</source>
   <translation>没有放置测试空洞的位置</translation>
  </message>
  <message>
   <location filename="../../engine/photo/tiff.py" />
   <source>no such page</source>
   <translation>没有这一页</translation>
  </message>
  <message>
   <location filename="../../engine/photo/extras.py" />
   <source>no such picture</source>
   <translation>没有这张图片</translation>
  </message>
  <message>
   <location filename="../../ui/panels/quality_view.py" />
   <source>no time to measure</source>
   <translation>没有时间测量</translation>
  </message>
  <message>
   <location filename="../../ui/studio/base_panel.py" />
   <source>noise seed</source>
   <translation>噪声种子</translation>
  </message>
  <message>
   <location filename="../../engine/photo/reading.py" />
   <source>not an ordinary file</source>
   <translation>不是普通文件</translation>
  </message>
  <message>
   <location filename="../../ui/batch/grid.py" />
   <source>not ticked</source>
   <translation>未勾选</translation>
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>note</source>
   <translation>备注</translation>
  </message>
  <message>
   <location filename="../../ui/panels/quality_view.py" />
   <source>nothing marked yet</source>
   <translation>尚未标记</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/replaying.py" />
   <source>nothing of its mask lies in the photo.</source>
   <translation>其蒙版没有任何部分位于照片之内。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>now</source>
   <translation>现在</translation>
  </message>
  <message>
   <location filename="../../ui/studio/snapshots.py" />
   <source>of another model</source>
   <translation>属于另一个模型</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patch_row.py" />
   <source>opens it</source>
   <translation>打开它</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>paused</source>
   <translation>已暂停</translation>
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>photo</source>
   <translation>照片</translation>
  </message>
  <message>
   <location filename="../../ui/studio/inverting.py" />
   <source>photo {run}</source>
   <translation>照片 {run}</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/selftest.py" />
   <source>poor</source>
   <translation>较差</translation>
  </message>
  <message>
   <location filename="../../ui/studio/layer_range.py" />
   <source>pose and overall shape</source>
   <translation>姿态和整体形状</translation>
  </message>
  <message>
   <location filename="../../ui/race/race.py" />
   <source>quality {quality:.0f}</source>
   <translation>质量 {quality:.0f}</translation>
  </message>
  <message>
   <location filename="../../engine/batch/work.py" />
   <source>recipe</source>
   <translation>配方</translation>
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>result</source>
   <translation>结果</translation>
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>right</source>
   <translation>右</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/stylegan2.py" />
   <source>rosinality, {container}</source>
   <translation>rosinality，{container}</translation>
  </message>
  <message>
   <location filename="../../ui/facts.py" />
   <source>sRGB (no profile)</source>
   <translation>sRGB（无配置文件）</translation>
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>seconds</source>
   <translation>秒</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>seed {n}</source>
   <translation>种子 {n}</translation>
  </message>
  <message>
   <location filename="../../ui/candidates.py" />
   <source>seed {seed}</source>
   <translation>种子 {seed}</translation>
  </message>
  <message>
   <location filename="../../ui/studio/snapshots.py" />
   <source>shown</source>
   <translation>当前显示</translation>
  </message>
  <message>
   <location filename="../../ui/panels/patch_row.py" />
   <source>shows its candidates</source>
   <translation>显示其候选</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>stopping</source>
   <translation>正在停止</translation>
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>style mixing</source>
   <translation>风格混合</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>temperature {value:+.0f}</source>
   <translation>色温 {value:+.0f}</translation>
  </message>
  <message>
   <location filename="../../engine/batch/cluster.py" />
   <source>the Dask scheduler at {address}</source>
   <translation>{address} 处的 Dask 调度器</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/stylegan2.py" />
   <source>the learning rate of the mapping network is {RATE}</source>
   <translation>映射网络的学习率为 {RATE}</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/stylegan2.py" />
   <source>the mean style</source>
   <translation>平均风格</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/replaying.py" />
   <source>the path of the stroke is not known.</source>
   <translation>笔画的路径未知。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/lattice.py" />
   <source>the point lies elsewhere</source>
   <translation>点位于别处</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>the sizes contradict each other</source>
   <translation>尺寸互相矛盾</translation>
  </message>
  <message>
   <location filename="../../ui/studio/shelf.py" />
   <source>the sliders' own names and order</source>
   <translation>滑块自己的名称和顺序</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/replaying.py" />
   <source>the stroke lies outside the photo.</source>
   <translation>笔画位于照片之外。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>the way out</source>
   <translation>解决办法</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>the whole photo</source>
   <translation>整张照片</translation>
  </message>
  <message>
   <location filename="../../engine/batch/masks.py" />
   <source>there is no such folder</source>
   <translation>没有这个文件夹</translation>
  </message>
  <message>
   <location filename="../../ui/batch/grid.py" />
   <source>ticked</source>
   <translation>已勾选</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>tint {value:+.0f}</source>
   <translation>色调 {value:+.0f}</translation>
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>top</source>
   <translation>上</translation>
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>top left</source>
   <translation>左上</translation>
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>top right</source>
   <translation>右上</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/reading.py" />
   <source>torch's format before 1.6</source>
   <translation>torch 1.6 之前的格式</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/reading.py" />
   <source>torch's zip format</source>
   <translation>torch 的 zip 格式</translation>
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>truncation {truncation:.2f}</source>
   <translation>截断 {truncation:.2f}</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>two entries have one name</source>
   <translation>两个条目同名</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>under the pointer</source>
   <translation>指针下</translation>
  </message>
  <message>
   <location filename="../../engine/photo/tiff.py" />
   <source>unevenly deep</source>
   <translation>位深不一</translation>
  </message>
  <message>
   <location filename="../../ui/studio/add_model.py" />
   <source>unknown</source>
   <translation>未知</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/files.py" />
   <source>unknown reason</source>
   <translation>未知原因</translation>
  </message>
  <message>
   <location filename="../../ui/colours.py" />
   <source>unnamed</source>
   <translation>未命名</translation>
  </message>
  <message>
   <location filename="../../ui/facts.py" />
   <source>unreadable profile</source>
   <translation>配置文件无法读取</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>waiting for the workers</source>
   <translation>正在等待工作进程</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/replaying.py" />
   <source>what it was merged of is not known.</source>
   <translation>不知道它由什么合并而成。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>why</source>
   <translation>原因</translation>
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>without noise</source>
   <translation>无噪声</translation>
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>worker</source>
   <translation>工作进程</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>{MOST_KEYS} key frames at most.</source>
   <translation>最多 {MOST_KEYS} 个关键帧。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/memory.py" />
   <source>{about}, and take {readable} of memory; {readable2} can be had.</source>
   <translation>{about}，并占用 {readable} 内存；可用 {readable2}。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/memory.py" />
   <source>{about}; the limit is {megapixels:,.0f} megapixels.</source>
   <translation>{about}；上限为 {megapixels:,.0f} 百万像素。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/memory.py" />
   <source>{about}; {readable} can be had.</source>
   <translation>{about}；可用 {readable}。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/studio.py" />
   <source>{advice} Other models can be chosen above the samples.</source>
   <translation>{advice} 可在样本上方选择其他模型。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>{bytes:.1f} MB</source>
   <translation>{bytes:.1f} MB</translation>
  </message>
  <message>
   <location filename="../../ui/studio/picture_view.py" />
   <source>{caption}, compared with {other}</source>
   <translation>{caption}，与 {other} 对比</translation>
  </message>
  <message>
   <location filename="../../engine/photo/memory.py" />
   <source>{count:,.0f} MB</source>
   <translation>{count:,.0f} MB</translation>
  </message>
  <message>
   <location filename="../../engine/photo/memory.py" />
   <source>{count:,.1f} GB</source>
   <translation>{count:,.1f} GB</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>{count:,} pictures from {n} sources ({licences})</source>
   <translation>来自 {n} 个来源的 {count:,} 张图片（{licences}）</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>{count:,} px in {width} × {height} at {x}, {y}</source>
   <translation>{count:,} 像素，位于 {x}, {y} 的 {width} × {height}</translation>
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>{count} marked</source>
   <translation>已标记 {count} 个</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/selftest.py" />
   <source>{default}: there was no room or no time for a test hole.</source>
   <translation>{default}：没有放置测试空洞的位置或时间。</translation>
  </message>
  <message>
   <location filename="../../ui/facts.py" />
   <source>{depth} bit {kind}{value}</source>
   <translation>{depth} 位 {kind}{value}</translation>
  </message>
  <message>
   <location filename="../../ui/panels/histogram.py" />
   <source>{depth} bit, the mask</source>
   <translation>{depth} 位，蒙版</translation>
  </message>
  <message>
   <location filename="../../ui/panels/histogram.py" />
   <source>{depth} bit, the photo</source>
   <translation>{depth} 位，照片</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>{done} of {asked}</source>
   <translation>{asked} 中的 {done}</translation>
  </message>
  <message>
   <location filename="../../ui/fill_presenter.py" />
   <source>{done} of {batch} · {label}</source>
   <translation>第 {done} 个，共 {batch} 个 · {label}</translation>
  </message>
  <message>
   <location filename="../../ui/fill_presenter.py" />
   <source>{duration} left</source>
   <translation>剩余 {duration}</translation>
  </message>
  <message>
   <location filename="../../engine/project/archive.py" />
   <source>{entry} in it is compressed in a way that OpenRaster does not have.</source>
   <translation>其中的 {entry} 采用了 OpenRaster 没有的压缩方式。</translation>
  </message>
  <message>
   <location filename="../../engine/project/archive.py" />
   <source>{entry} in it is larger than it can be.</source>
   <translation>其中的 {entry} 大于可能的大小。</translation>
  </message>
  <message>
   <location filename="../../ui/main_window.py" />
   <source>{first}, then press Enter</source>
   <translation>{first}，然后按 Enter</translation>
  </message>
  <message>
   <location filename="../../engine/photo/writing.py" />
   <source>{format_name} cannot hold CMYK; the photo was saved as sRGB.</source>
   <translation>{format_name} 无法保存 CMYK；照片已保存为 sRGB。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/writing.py" />
   <source>{format_name} cannot hold transparency; the photo was saved without it.</source>
   <translation>{format_name} 无法保存透明度；照片已不带透明度保存。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/writing.py" />
   <source>{format_name} holds 8 bits per channel; the photo's 16 were rounded.</source>
   <translation>{format_name} 每通道为 8 位；照片的 16 位已取整。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/encoding.py" />
   <source>{format_name} holds pictures of up to {limit:,} pixels a side; this one has {longest:,}.</source>
   <translation>{format_name} 的图片每边最多 {limit:,} 像素；这张为 {longest:,}。</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/before_after.py" />
   <source>{frames} frames, {length:.1f} s</source>
   <translation>{frames} 帧，{length:.1f} 秒</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source>{frames} frames, {seconds:.1f} s</source>
   <translation>{frames} 帧，{seconds:.1f} 秒</translation>
  </message>
  <message>
   <location filename="../../ui/panels/extend_panel.py" />
   <source>{grown:.3g} % more picture around the same photo</source>
   <translation>同一张照片周围多出 {grown:.3g} % 的画面</translation>
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>{hours} h {minutes} min</source>
   <translation>{hours} 小时 {minutes} 分</translation>
  </message>
  <message>
   <location filename="../../ui/studio/snapshots.py" />
   <source>{in_film} (Space)</source>
   <translation>{in_film}（空格）</translation>
  </message>
  <message>
   <location filename="../../ui/studio/snapshots.py" />
   <source>{in_film}, snapshot {number}</source>
   <translation>{in_film}，快照 {number}</translation>
  </message>
  <message>
   <location filename="../../engine/device.py" />
   <source>{in_words}, OpenVINO</source>
   <translation>{in_words}，OpenVINO</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>{keys} key frames</source>
   <translation>{keys} 个关键帧</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/editor.py" />
   <source>{key} cannot be given to a command. {reason}</source>
   <translation>{key} 不能分配给命令。{reason}</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/editor.py" />
   <source>{key} is the key of “{command}”. Take it over?</source>
   <translation>{key} 是“{command}”的按键。要取用吗？</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>{kind} ({patterns});;All files (*)</source>
   <translation>{kind} ({patterns});;所有文件 (*)</translation>
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>{label} finds no latent for this picture.</source>
   <translation>{label} 找不到这张图片的潜变量。</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/pipeline.py" />
   <source>{label} gave no usable numbers for a part; that part keeps its old pixels.</source>
   <translation>{label} 对一部分没有给出可用的数值；该部分保留旧像素。</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/pipeline.py" />
   <source>{label} gave no usable numbers; nothing was changed.</source>
   <translation>{label} 没有给出可用的数值；未作任何更改。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>{label} gives no picture here.</source>
   <translation>{label} 在此处画不出图片。</translation>
  </message>
  <message>
   <location filename="../../ui/panels/fill_panel.py" />
   <source>{label} gives the same result with every seed</source>
   <translation>{label} 用每个种子都给出相同的结果</translation>
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>{label} has no encoder.</source>
   <translation>{label} 没有编码器。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/network.py" />
   <source>{label} is no generator that this program knows.</source>
   <translation>{label} 不是此程序认识的生成器。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>{label} is no generator.</source>
   <translation>{label} 不是生成器。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>{label} knows no direction named {name}.</source>
   <translation>{label} 不认识名为 {name} 的方向。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>{label} loop</source>
   <translation>{label} 循环</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_panel.py" />
   <source>{label} morph</source>
   <translation>{label} 变形</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/library.py" />
   <source>{label} paints nothing but errors.</source>
   <translation>{label} 只画出错误。</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/pipeline.py" />
   <source>{label} ran out of memory.</source>
   <translation>{label} 内存不足。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/generator.py" />
   <source>{label} reads pictures of {size} x {size} px.</source>
   <translation>{label} 读取 {size} x {size} 像素的图片。</translation>
  </message>
  <message>
   <location filename="../../ui/race/race.py" />
   <source>{label}, seed {seed}</source>
   <translation>{label}，种子 {seed}</translation>
  </message>
  <message>
   <location filename="../../ui/panels/quality_view.py" />
   <source>{label}: expected quality not known</source>
   <translation>{label}：预期质量未知</translation>
  </message>
  <message>
   <location filename="../../ui/panels/quality_view.py" />
   <source>{label}: expected quality {quality} of 100, {word}</source>
   <translation>{label}：预期质量 {quality}/100，{word}</translation>
  </message>
  <message>
   <location filename="../../ui/panels/quality_view.py" />
   <source>{label}: expected quality {quality} of 100, {word} (give or take {spread})</source>
   <translation>{label}：预期质量 {quality}/100，{word}（上下 {spread}）</translation>
  </message>
  <message>
   <location filename="../../engine/jobs.py" />
   <source>{label}: something went wrong inside the program.</source>
   <translation>{label}：程序内部出现问题。</translation>
  </message>
  <message>
   <location filename="../../engine/jobs.py" />
   <source>{label}: there was not enough memory.</source>
   <translation>{label}：内存不足。</translation>
  </message>
  <message>
   <location filename="../../ui/batch/state.py" />
   <source>{method}, {seconds} s</source>
   <translation>{method}，{seconds} 秒</translation>
  </message>
  <message>
   <location filename="../../ui/candidates.py" />
   <source>{minutes} min</source>
   <translation>{minutes} 分钟</translation>
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>{minutes} min {seconds} s</source>
   <translation>{minutes} 分 {seconds} 秒</translation>
  </message>
  <message>
   <location filename="../../engine/latent/direction.py" />
   <source>{more} marked as more and {less} as less are too few to learn from.</source>
   <translation>标记为更多的 {more} 个和更少的 {less} 个太少，无法学习。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/slider_group.py" />
   <source>{moved} moved</source>
   <translation>已移动 {moved} 个</translation>
  </message>
  <message>
   <location filename="../../ui/studio/sliders.py" />
   <source>{moves} moved</source>
   <translation>已移动 {moves} 个</translation>
  </message>
  <message>
   <location filename="../../ui/stack_proof.py" />
   <source>{n:,} pixels outside the patches differ from the photo as it was opened.</source>
   <translation>修补块之外有 {n:,} 个像素与打开时的照片不同。</translation>
  </message>
  <message>
   <location filename="../../ui/stack_proof.py" />
   <source>{n:,} pixels outside the patches differ from the straightened photo.</source>
   <translation>修补块之外有 {n:,} 个像素与校平后的照片不同。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/presets_panel.py" />
   <source>{name}
Click to take it, hover to see it</source>
   <translation>{name}
点击采用，悬停查看</translation>
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>{name}
Drag to move the slider, double-click for another name (F2)</source>
   <translation>{name}
拖动移动滑块，双击重命名（F2）</translation>
  </message>
  <message>
   <location filename="../../engine/device.py" />
   <source>{name} ({total_memory:.0f} GB)</source>
   <translation>{name}（{total_memory:.0f} GB）</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/replaying.py" />
   <source>{name} came out with other pixels than then.</source>
   <translation>{name} 生成的像素与当时不同。</translation>
  </message>
  <message>
   <location filename="../../engine/models/openvino_backend.py" />
   <source>{name} cannot be converted: {error}</source>
   <translation>{name} 无法转换：{error}</translation>
  </message>
  <message>
   <location filename="../../ui/dropping.py" />
   <source>{name} cannot be looked into: {reason}.</source>
   <translation>无法查看 {name}：{reason}。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/files.py" />
   <source>{name} cannot be read: {strerror}.</source>
   <translation>无法读取 {name}：{strerror}。</translation>
  </message>
  <message>
   <location filename="../../ui/recovery/safety.py" />
   <source>{name} cannot be recovered: {folder} is read-only.</source>
   <translation>无法恢复 {name}：{folder} 是只读的。</translation>
  </message>
  <message>
   <location filename="../../engine/models/openvino_backend.py" />
   <source>{name} cannot be used: {error}</source>
   <translation>{name} 无法使用：{error}</translation>
  </message>
  <message>
   <location filename="../../ui/studio/add_model.py" />
   <source>{name} could not be added.</source>
   <translation>无法添加 {name}。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/cluster.py" />
   <source>{name} could not be filled: {how}.</source>
   <translation>无法填充 {name}：{how}。</translation>
  </message>
  <message>
   <location filename="../../ui/editor.py" />
   <source>{name} could not be opened.</source>
   <translation>无法打开 {name}。</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/files.py" />
   <source>{name} could not be read: {reason}.</source>
   <translation>无法读取 {name}：{reason}。</translation>
  </message>
  <message>
   <location filename="../../ui/recovery/safety.py" />
   <source>{name} could not be recovered.</source>
   <translation>无法恢复 {name}。</translation>
  </message>
  <message>
   <location filename="../../ui/editor.py" />
   <source>{name} could not be saved.</source>
   <translation>无法保存 {name}。</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/replaying.py" />
   <source>{name} has another mask than then: the photo was cropped or straightened after it.</source>
   <translation>{name} 的蒙版与当时不同：照片在其后被裁剪或校平。</translation>
  </message>
  <message>
   <location filename="../../engine/recovery/recovering.py" />
   <source>{name} has another size than it had, so nothing can be laid over it.</source>
   <translation>{name} 的尺寸与原来不同，因此无法在其上放置任何内容。</translation>
  </message>
  <message>
   <location filename="../../engine/recovery/base.py" />
   <source>{name} has been changed since; the copy that was kept of it is shown.</source>
   <translation>{name} 之后被更改过；显示的是为它保留的副本。</translation>
  </message>
  <message>
   <location filename="../../ui/recovery/safety.py" />
   <source>{name} has been recovered in another window</source>
   <translation>{name} 已在另一个窗口中恢复</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/reading.py" />
   <source>{name} has more than {LARGEST} GiB.</source>
   <translation>{name} 超过 {LARGEST} GiB。</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/files.py" />
   <source>{name} holds no keys.</source>
   <translation>{name} 不含按键。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/point_files.py" />
   <source>{name} holds no latent point.</source>
   <translation>{name} 中没有潜空间点。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/shelf.py" />
   <source>{name} holds no preset for this model{whose}.</source>
   <translation>{name} 不含此模型的预设{whose}。</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>{name} holds {n} pictures. One of them is opened; the file stays as it is.</source>
   <translation>{name} 含有 {n} 张图片。将打开其中一张；文件保持不变。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/reading.py" />
   <source>{name} is a folder.</source>
   <translation>{name} 是文件夹。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/files.py" />
   <source>{name} is damaged ({why}).</source>
   <translation>{name} 已损坏（{why}）。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/files.py" />
   <source>{name} is larger than any file of latent points.</source>
   <translation>{name} 大于任何潜空间点文件。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/reading.py" />
   <source>{name} is neither a file of torch's nor a pickle.</source>
   <translation>{name} 既不是 torch 的文件，也不是 pickle。</translation>
  </message>
  <message>
   <location filename="../../ui/screen_profile.py" />
   <source>{name} is no colour profile of a screen or printer.</source>
   <translation>{name} 不是屏幕或打印机的颜色配置文件。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/files.py" />
   <source>{name} is no file of latent points.</source>
   <translation>{name} 不是潜空间点文件。</translation>
  </message>
  <message>
   <location filename="../../ui/stack_proof.py" />
   <source>{name} is no longer there, so it was compared with the photo in memory.</source>
   <translation>{name} 已不在原处，因此与内存中的照片作了比较。</translation>
  </message>
  <message>
   <location filename="../../engine/recovery/writer.py" />
   <source>{name} is not kept against a crash any more.</source>
   <translation>{name} 不再受崩溃保护。</translation>
  </message>
  <message>
   <location filename="../../engine/recovery/writer.py" />
   <source>{name} is not kept against a crash: there is no space left in {folder}.</source>
   <translation>{name} 不受崩溃保护：{folder} 中没有剩余空间。</translation>
  </message>
  <message>
   <location filename="../../engine/recovery/writer.py" />
   <source>{name} is not kept against a crash: {folder} cannot be written to ({reason}).</source>
   <translation>{name} 不受崩溃保护：无法写入 {folder}（{reason}）。</translation>
  </message>
  <message>
   <location filename="../../engine/recovery/base.py" />
   <source>{name} is not where it was; the copy that was kept of it is shown.</source>
   <translation>{name} 已不在原处；显示的是为它保留的副本。</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/replaying.py" />
   <source>{name} looked at a patch that has been changed or deleted since.</source>
   <translation>{name} 参照过一个之后被更改或删除的修补块。</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/selftest.py" />
   <source>{name} repaired {holes} in this photo best; {default} could not.</source>
   <translation>{name} 对这张照片中的{holes}修复得最好；{default} 未能做到。</translation>
  </message>
  <message>
   <location filename="../../engine/inpaint/selftest.py" />
   <source>{name} repaired {holes} in this photo better than {default}.</source>
   <translation>{name} 对这张照片中的{holes}修复得比 {default} 好。</translation>
  </message>
  <message>
   <location filename="../../ui/recovery/outside_bar.py" />
   <source>{name} was changed by another program.</source>
   <translation>{name} 已被其他程序更改。</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>{name} was changed by another program. Replace it?</source>
   <translation>{name} 已被其他程序更改。要替换吗？</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/replaying.py" />
   <source>{name} was left out: it lies outside the photo.</source>
   <translation>{name} 已省略：它位于照片之外。</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/replaying.py" />
   <source>{name} was left out: {why}</source>
   <translation>{name} 已省略：{why}</translation>
  </message>
  <message>
   <location filename="../../ui/recovery/outside_bar.py" />
   <source>{name} was moved or deleted by another program.</source>
   <translation>{name} 已被其他程序移动或删除。</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/questions.py" />
   <source>{name} was moved or deleted. Save it there again?</source>
   <translation>{name} 已被移动或删除。要重新保存到那里吗？</translation>
  </message>
  <message>
   <location filename="../../engine/latent/foreign/reading.py" />
   <source>{name} was not taken: it {what}.</source>
   <translation>未接收 {name}：它{what}。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/files.py" />
   <source>{name} was written by a later version of this program.</source>
   <translation>{name} 由此程序的更高版本写入。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>{name}, in standard deviations</source>
   <translation>{name}，以标准差为单位</translation>
  </message>
  <message>
   <location filename="../../ui/tabs.py" />
   <source>{name}, not saved</source>
   <translation>{name}，未保存</translation>
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>{name}, value</source>
   <translation>{name}，数值</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>{name}, which is not installed</source>
   <translation>{name}（未安装）</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>{name}: {sentence}</source>
   <translation>{name}：{sentence}</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>{name}: {sentence} ({keys})</source>
   <translation>{name}：{sentence} ({keys})</translation>
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>{name}: {told}
Wheel steps, Shift is fine, double-click for the middle</source>
   <translation>{name}：{told}
滚轮逐步调整，Shift 微调，双击回到中间</translation>
  </message>
  <message>
   <location filename="../../ui/main_window.py" />
   <source>{name}[*] – Tratteggio</source>
   <translation>{name}[*] – Tratteggio</translation>
  </message>
  <message>
   <location filename="../../ui/dialogs/before_after.py" />
   <source>{n} a second</source>
   <translation>每秒 {n} 帧</translation>
  </message>
  <message numerus="yes">
   <location filename="../../engine/recipes/marking.py" />
   <source>{n} adjustments</source>
   <translation>
    <numerusform>{n} 项调整</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../ui/shortcuts/editor.py" />
   <source>{n} commands of the file are unknown here.</source>
   <translation>
    <numerusform>文件中有 {n} 个命令在此未知。</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>{n} done</source>
   <translation>已完成 {n} 张</translation>
  </message>
  <message numerus="yes">
   <location filename="../../engine/batch/report.py" />
   <source>{n} done before</source>
   <translation>
    <numerusform>先前已完成 {n} 张</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../engine/batch/report.py" />
   <source>{n} failed</source>
   <translation>
    <numerusform>失败 {n} 张</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../ui/problems.py" />
   <source>{n} files could not be opened: {names}{more}.</source>
   <translation>{n} 个文件无法打开：{names}{more}。</translation>
  </message>
  <message numerus="yes">
   <location filename="../../ui/recovery/dialog.py" />
   <source>{n} fills</source>
   <translation>
    <numerusform>{n} 个填充</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../engine/recovery/recovering.py" />
   <source>{n} fills could not be read back.</source>
   <translation>
    <numerusform>{n} 个填充无法读回。</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../engine/batch/report.py" />
   <source>{n} left</source>
   <translation>
    <numerusform>剩余 {n} 张</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>{n} marked as less</source>
   <translation>{n} 个标记为“更少”</translation>
  </message>
  <message>
   <location filename="../../ui/studio/learn_panel.py" />
   <source>{n} marked as more</source>
   <translation>{n} 个标记为“更多”</translation>
  </message>
  <message>
   <location filename="../../ui/stack.py" />
   <source>{n} of its patches cannot be made again</source>
   <translation>其中 {n} 个修补块无法重新生成</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>{n} of them will fail</source>
   <translation>其中 {n} 张将会失败</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>{n} patches</source>
   <translation>{n} 个修补块</translation>
  </message>
  <message numerus="yes">
   <location filename="../../ui/batch/window.py" />
   <source>{n} photos</source>
   <translation>
    <numerusform>{n} 张照片</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../ui/batch/window.py" />
   <source>{n} photos cannot be filled</source>
   <translation>
    <numerusform>{n} 张照片无法填充</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../ui/batch/window.py" />
   <source>{n} photos failed</source>
   <translation>
    <numerusform>{n} 张照片失败</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../engine/batch/report.py" />
   <source>{n} photos filled</source>
   <translation>
    <numerusform>已填充 {n} 张照片</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../ui/recovery/dialog.py" />
   <source>{n} photos were not saved</source>
   <translation>
    <numerusform>{n} 张照片未保存</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../engine/recipes/marking.py" />
   <source>{n} pictures of a trained generator laid in</source>
   <translation>
    <numerusform>放入了 {n} 张由训练所得生成器绘制的图片</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../engine/recipes/marking.py" />
   <source>{n} places filled by a trained network</source>
   <translation>
    <numerusform>{n} 处由训练所得的网络填充</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../engine/recipes/marking.py" />
   <source>{n} places filled from the photo itself</source>
   <translation>
    <numerusform>{n} 处由照片自身内容填充</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../engine/batch/processes.py" />
   <source>{n} processes</source>
   <translation>
    <numerusform>{n} 个进程</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../ui/recovery/dialog.py" />
   <source>{n} retouches</source>
   <translation>
    <numerusform>{n} 处修饰</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../ui/panels/dust_panel.py" />
   <source>{n} scratches</source>
   <translation>
    <numerusform>{n} 条划痕</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../ui/studio/presets_panel.py" />
   <source>{n} sliders</source>
   <translation>
    <numerusform>{n} 个滑块</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../ui/panels/dust_panel.py" />
   <source>{n} specks</source>
   <translation>
    <numerusform>{n} 个斑点</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../engine/recipes/marking.py" />
   <source>{n} strokes by hand</source>
   <translation>
    <numerusform>{n} 笔手工修饰</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../ui/recovery/dialog.py" />
   <source>{n} strokes in the mask</source>
   <translation>
    <numerusform>蒙版中的 {n} 笔</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <location filename="../../engine/inpaint/selftest.py" />
   <source>{n} test holes</source>
   <translation>
    <numerusform>{n} 个测试空洞</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>{n} to be filled</source>
   <translation>{n} 张待填充</translation>
  </message>
  <message>
   <location filename="../../ui/batch/window.py" />
   <source>{n} without a mask</source>
   <translation>{n} 张没有蒙版</translation>
  </message>
  <message numerus="yes">
   <location filename="../../engine/batch/cluster.py" />
   <source>{n} workers died over it, one after the other</source>
   <translation>
    <numerusform>先后有 {n} 个工作进程因它终止</numerusform>
   </translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source>{pace} a second</source>
   <translation>每秒 {pace} 帧</translation>
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>{painted} px of the picture are enlarged {times:.1f} times, to {side:.0f} px. Detail finer than about {ceil} px is not in it.</source>
   <translation>图片的 {painted} 像素被放大 {times:.1f} 倍，达到 {side:.0f} 像素。其中没有细于约 {ceil} 像素的细节。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/to_photo.py" />
   <source>{painted} px of the picture over {side:.0f} px of the photo.</source>
   <translation>图片的 {painted} 像素覆盖照片的 {side:.0f} 像素。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>{parts}, in {time}.</source>
   <translation>{parts}，用时 {time}。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/plan.py" />
   <source>{path} is a file.</source>
   <translation>{path} 是文件。</translation>
  </message>
  <message>
   <location filename="../../ui/stack_words.py" />
   <source>{percent:.0f} % opaque</source>
   <translation>不透明度 {percent:.0f} %</translation>
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>{rate} photos a minute</source>
   <translation>每分钟 {rate} 张照片</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>{said}; the card names them</source>
   <translation>{said}；卡片列出了它们</translation>
  </message>
  <message>
   <location filename="../../engine/latent/morph.py" />
   <source>{seconds:g} s at {fps:g} frames a second are {count} frames; a film has 2 to {MOST_FRAMES}.</source>
   <translation>以每秒 {fps:g} 帧播放 {seconds:g} 秒共 {count} 帧；影片应有 2 到 {MOST_FRAMES} 帧。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/report.py" />
   <source>{seconds} s</source>
   <translation>{seconds} 秒</translation>
  </message>
  <message>
   <location filename="../../engine/language.py" />
   <source>{sentence} {advice}</source>
   <translation>{sentence}{advice}</translation>
  </message>
  <message>
   <location filename="../../ui/panels/quality_view.py" />
   <source>{sentence}.</source>
   <translation>{sentence}。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/network.py" />
   <source>{shape} instead of {shape2}</source>
   <translation>{shape} 而不是 {shape2}</translation>
  </message>
  <message>
   <location filename="../../ui/race/pictures.py" />
   <source>{share:.0f} % of the fill differs</source>
   <translation>填充中有 {share:.0f} % 不同</translation>
  </message>
  <message>
   <location filename="../../ui/fills.py" />
   <source>{shown} fills to choose from</source>
   <translation>有 {shown} 个填充可选</translation>
  </message>
  <message>
   <location filename="../../ui/studio/mixing_panel.py" />
   <source>{shown} mixed in</source>
   <translation>已混入 {shown} 个</translation>
  </message>
  <message>
   <location filename="../../ui/studio/lattice.py" />
   <source>{side} by {side} seeds, {where}</source>
   <translation>{side} × {side} 个种子，{where}</translation>
  </message>
  <message>
   <location filename="../../ui/studio/film_export.py" />
   <source>{size} × {size} px</source>
   <translation>{size} × {size} 像素</translation>
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>{spoken}, layers</source>
   <translation>{spoken}，层</translation>
  </message>
  <message>
   <location filename="../../ui/studio/direction_row.py" />
   <source>{spoken}, reach</source>
   <translation>{spoken}，范围</translation>
  </message>
  <message>
   <location filename="../../ui/studio/layer_range.py" />
   <source>{spoken}, {words}</source>
   <translation>{spoken}，{words}</translation>
  </message>
  <message>
   <location filename="../../ui/studio/from_photo.py" />
   <source>{steps} steps</source>
   <translation>{steps} 步</translation>
  </message>
  <message>
   <location filename="../../engine/latent/inversion.py" />
   <source>{steps} steps are out of range.</source>
   <translation>{steps} 步超出范围。</translation>
  </message>
  <message>
   <location filename="../../ui/race/compare_view.py" />
   <source>{title} against {title2}</source>
   <translation>{title} 对比 {title2}</translation>
  </message>
  <message>
   <location filename="../../ui/panels/tool_strip.py" />
   <source>{tools}: hold for the others</source>
   <translation>{tools}：按住查看其他工具</translation>
  </message>
  <message>
   <location filename="../../ui/widgets/slider_row.py" />
   <source>{tooltip}
Double-click for the default.</source>
   <translation>{tooltip}
双击恢复默认值。</translation>
  </message>
  <message>
   <location filename="../../engine/models/loader.py" />
   <source>{tuple} instead of {tuple2}</source>
   <translation>{tuple} 而不是 {tuple2}</translation>
  </message>
  <message>
   <location filename="../../ui/panels/status_bar.py" />
   <source>{used:,.0f} MB</source>
   <translation>{used:,.0f} MB</translation>
  </message>
  <message>
   <location filename="../../ui/panels/status_bar.py" />
   <source>{used:.1f} GB</source>
   <translation>{used:.1f} GB</translation>
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>{value} kB</source>
   <translation>{value} kB</translation>
  </message>
  <message>
   <location filename="../../ui/widgets/slider_row.py" />
   <source>{value}, value</source>
   <translation>{value}，数值</translation>
  </message>
  <message>
   <location filename="../../ui/panels/dust_panel.py" />
   <source>{what}. Click one to leave it out or to take it back.</source>
   <translation>{what}。单击其中一个可排除或恢复。</translation>
  </message>
  <message>
   <location filename="../../ui/candidates.py" />
   <source>{whole} min {whole2:02d} s</source>
   <translation>{whole} 分 {whole2:02d} 秒</translation>
  </message>
  <message>
   <location filename="../../ui/facts.py" />
   <source>{width} × {height} px</source>
   <translation>{width} × {height} 像素</translation>
  </message>
  <message>
   <location filename="../../ui/studio/grid.py" />
   <source>{words}
Click to explore, Shift-click to compare</source>
   <translation>{words}
点击探索，按住 Shift 点击对比</translation>
  </message>
  <message>
   <location filename="../../ui/panels/provenance_panel.py" />
   <source>{words} and {n} more</source>
   <translation>{words}，另有 {n} 项</translation>
  </message>
  <message>
   <location filename="../../ui/stack_presenter.py" />
   <source>{words} · {time} left</source>
   <translation>{words} · 剩余 {time}</translation>
  </message>
  <message>
   <location filename="../../ui/facts.py" />
   <source>{words}, {megapixels:.0f} MP</source>
   <translation>{words}，{megapixels:.0f} MP</translation>
  </message>
  <message>
   <location filename="../../ui/facts.py" />
   <source>{words}, {megapixels:.1f} MP</source>
   <translation>{words}，{megapixels:.1f} MP</translation>
  </message>
  <message>
   <location filename="../../ui/panels/candidates_panel.py" />
   <source>{words}, {state}</source>
   <translation>{words}，{state}</translation>
  </message>
  <message>
   <location filename="../../ui/batch/detail.py" />
   <source>{words}. Hold to see it as it was.</source>
   <translation>{words}。按住查看原来的样子。</translation>
  </message>
  <message>
   <location filename="../../ui/studio/layer_range.py" />
   <source>{word} layers: {what}</source>
   <translation>{word}层：{what}</translation>
  </message>
  <message>
   <location filename="../../ui/shortcuts/editor.py" />
   <source>“{command}” has no key now.</source>
   <translation>“{command}”现在没有按键。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/formats.py" />
   <source>“{file_name}” is a {title} file, and the optional package for that format is not installed.</source>
   <translation>“{file_name}”是 {title} 文件，该格式的可选包尚未安装。</translation>
  </message>
  <message>
   <location filename="../../ui/stack_words.py" />
   <source>“{method}, {seed}”</source>
   <translation>“{method}，{seed}”</translation>
  </message>
  <message>
   <location filename="../../engine/batch/record.py" />
   <source>“{name}” cannot be read: {reason}.</source>
   <translation>无法读取“{name}”：{reason}。</translation>
  </message>
  <message>
   <location filename="../../engine/batch/locks.py" />
   <source>“{name}” cannot be written in {folder}: {reason}.</source>
   <translation>无法在 {folder} 中写入“{name}”：{reason}。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>“{name}” could not be saved: another program has it open.</source>
   <translation>无法保存“{name}”：其他程序正打开它。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>“{name}” could not be saved: its name is too long.</source>
   <translation>无法保存“{name}”：名称太长。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>“{name}” could not be saved: the file that is there is read-only.</source>
   <translation>无法保存“{name}”：现有文件是只读的。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>“{name}” could not be saved: there is no folder {parent}.</source>
   <translation>无法保存“{name}”：没有文件夹 {parent}。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>“{name}” could not be saved: there is no space left in {parent}.</source>
   <translation>无法保存“{name}”：{parent} 中没有剩余空间。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>“{name}” could not be saved: {parent} is read-only for you.</source>
   <translation>无法保存“{name}”：{parent} 对您是只读的。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>“{name}” could not be saved: {reason}.</source>
   <translation>无法保存“{name}”：{reason}。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/writing.py" />
   <source>“{name}” could not be written as {format_name} ({error}).</source>
   <translation>无法将“{name}”写成 {format_name}（{error}）。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/reading.py" />
   <source>“{name}” has no such page.</source>
   <translation>“{name}”没有这一页。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/memory.py" />
   <source>“{name}” has {megapixels:,.1f} megapixels and would take {readable} of memory</source>
   <translation>“{name}”有 {megapixels:,.1f} 百万像素，将占用 {readable} 内存</translation>
  </message>
  <message>
   <location filename="../../engine/photo/writing.py" />
   <source>“{name}” holds {frames} pictures, and saving over it would lose the others.</source>
   <translation>“{name}”含有 {frames} 张图片，覆盖保存会丢失其他图片。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/reading.py" />
   <source>“{name}” is damaged and cannot be opened ({reason}).</source>
   <translation>“{name}”已损坏，无法打开（{reason}）。</translation>
  </message>
  <message>
   <location filename="../../engine/project/opening.py" />
   <source>“{name}” is damaged, and neither its notes nor its layers can be read.</source>
   <translation>“{name}”已损坏，其记录和图层都无法读取。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/reading.py" />
   <source>“{name}” is empty.</source>
   <translation>“{name}”是空的。</translation>
  </message>
  <message>
   <location filename="../../engine/latent/film.py" />
   <source>“{name}” is no film that can be written: {suffix} is unknown.</source>
   <translation>“{name}”不是可写入的影片：{suffix} 未知。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>“{name}” is not a name that a file can have.</source>
   <translation>“{name}”不是文件可用的名称。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/reading.py" />
   <source>“{name}” is not a photo of a format that can be opened here.</source>
   <translation>“{name}”不是此处可打开的照片格式。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/atomic.py" />
   <source>“{name}” is not an ordinary file.</source>
   <translation>“{name}”不是普通文件。</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>“{name}” is too large for a recipe.</source>
   <translation>“{name}”对于配方来说太大。</translation>
  </message>
  <message>
   <location filename="../../engine/photo/reading.py" />
   <source>“{name}” is {kind}.</source>
   <translation>“{name}”是{kind}。</translation>
  </message>
  <message>
   <location filename="../../engine/recipes/stack_recipe.py" />
   <source>“{name}” makes no sense</source>
   <translation>“{name}”没有意义</translation>
  </message>
  <message>
   <location filename="../../ui/stack_words.py" />
   <source>“{words}”</source>
   <translation>“{words}”</translation>
  </message>
  <message>
   <location filename="../../ui/actions.py" />
   <source>简体中文</source>
   <translation>简体中文</translation>
  </message>
 </context>
</TS>
