import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import './lotse.css';
import { formRenderer } from './form/renderer.js';
import { frame } from './frame/frame.js';
import { list } from './list/list.js';
import { taskDetail } from './task/task.js';
import { why } from './task/why.jsx';

// Tasklist's own AngularJS. The module is named in config.js (requireJsConfig.ngDeps) and so belongs to the page.
const module = window.angular.module('lotse.tasklist', []);

frame(module);
list(module);
taskDetail(module);
formRenderer(module);

/** Tasklist registers what a custom script exports as its plug-ins. */
export default [why];
