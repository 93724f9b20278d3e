import {e, paged, stamp} from '../shell.js';
export default class {
  data() { return paged('letters', 'f', d => `leaders/${String(d.f.k + 1).padStart(2, '0')}.html`); }
  render({f}) { return stamp(`楼长名录 ${f.k + 1}`, `<h1>楼长名录 ${f.k + 1}</h1><ul>${f.rows.map(r => `<li><a href="../p/${r.id}.html">${e(r.name)}</a> ${e(r.community)}</li>`).join('\n')}</ul>`); }
}
