import {contact, e, paged, place, stamp} from '../shell.js';
const item = (c, p) => `<a href="../b/${c.key}--${p.id}.html">${e(place(c, p))}</a> ${(c.holders[p.id] || []).map(id => `<a href="../p/${id}.html">${e(c.people[id].name)}</a>`).join('、') || '空缺'}`;
export default class {
  data() { return paged('communities', 'c', d => `c/${d.c.key}.html`); }
  render({c}) {
    const below = id => c.record.places.filter(p => p.parent === id);
    const grids = c.record.places.filter(p => p.level === 'grid').map(g => `<h3>${e(g.name)}</h3><ul>${below(g.id).map(b => `<li>${item(c, b)}<ul>${below(b.id).map(u => `<li>${item(c, u)}</li>`).join('\n')}</ul></li>`).join('\n')}</ul>`);
    return stamp(c.name, `<h1>${e(c.name)}</h1><p>${e(c.record.note)}</p>${contact(c)}<h2>楼栋和楼长</h2>${grids.join('')}`);
  }
}
