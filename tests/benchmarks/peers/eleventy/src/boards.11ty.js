import {contact, duties, e, paged, place, rates, stamp, tel} from '../shell.js';
const leader = (c, id, role) => { const p = c.people[id]; return `<h2><a href="../p/${id}.html">${e(p.name)}</a></h2><p>${role}，在任，${p.appointments[0].from} 到任</p>${duties()}${p.consents && p.public_phone ? `<p>拨打 ${tel(p.public_phone)}</p>` : ''}`; };
export default class {
  data() { return paged('boards', 'b', d => `b/${d.b.c.key}--${d.b.place.id}.html`); }
  render({b: {c, place: p}}) {
    const name = place(c, p), own = c.holders[p.id] || [], inside = c.record.places.filter(x => x.parent === p.id);
    let body = `<h1>${e(name)}公示牌</h1><p><a href="../c/${c.key}.html">${e(c.name)}</a>，${p.households || ''} 户</p><p>${e(rates.motto)}</p>`;
    body += own.length ? own.map(id => leader(c, id, p.level === 'building' ? '楼长' : '楼道长')).join('') : `<p><strong>${e(name)} 空缺</strong></p><p>有事请打社区电话 ${tel(c.office.phone)}</p>`;
    for (let up = c.places[p.parent]; up; up = c.places[up.parent]) for (const id of c.holders[up.id] || []) body += leader(c, id, up.level === 'grid' ? '网格长' : '楼长');
    body += contact(c);
    if (inside.length) body += `<p>里面的公示牌：${inside.map(x => `<a href="${c.key}--${x.id}.html">${e(place(c, x))}</a>`).join('、')}</p>`;
    return stamp(`${name}公示牌`, body + `<p>依据第 2.4.1 条设立。墙上的公示牌换于 ${p.board_up_on || ''}。</p>`);
  }
}
