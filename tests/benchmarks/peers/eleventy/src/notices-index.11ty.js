import {e, stamp} from '../shell.js';
export default class {
  data() { return {permalink: 'notices/index.html'}; }
  render({site}) { return stamp('公示', `<h1>公示</h1><ul>${site.notices.map(n => `<li><a href="${n.c.key}--${n.id}.html">${e(n.notice.title)}</a> ${e(n.c.name)}</li>`).join('\n')}</ul>`); }
}
