import {e, paged, stamp} from '../shell.js';
export default class {
  data() { return paged('notices', 'n', d => `notices/${d.n.c.key}--${d.n.id}.html`); }
  render({n: {c, notice: n}}) {
    const result = n.result ? `<p>结果（${n.result.on}）：${e(n.result.text)}</p>` : '';
    return stamp(n.title, `<h1>${e(n.title)}</h1><p>${e(c.name)}，${n.period || ''}</p><p>公示期：${n.opens} 至 ${n.closes}</p>${result}${n.body.trim().split('\n\n').map(t => `<p>${e(t)}</p>`).join('\n')}<p>${e(c.office.name)}</p>`);
  }
}
