import {contact, duties, e, paged, place, roles, stamp} from '../shell.js';
export default class {
  data() { return paged('cards', 'k', d => `p/${d.k.id}.html`); }
  render({k: {c, id, person}}) {
    const a = person.appointments[0], role = roles[a.role], deeds = c.deeds[id] || {};
    let body = `<h1>${e(person.name)}</h1><p><a href="../c/${c.key}.html">${e(c.name)}</a> ${e(place(c, c.places[a.places[0]]))} ${role}，在任</p><h2>可以找我做什么</h2><p>${role}（${a.from} 到任）</p>${duties()}${contact(c)}<h2>积分从哪里来</h2>`;
    for (const quarter of Object.keys(deeds).sort().reverse()) {
      const row = c.periods[quarter]?.rows.find(r => r.leader === id);
      body += `<h3>${quarter}</h3>${row ? `<p>本期 +${row.bonus} 分，累计 ${row.score} 分，<a href="../points/${quarter}/${c.key}.html">公布</a></p>` : ''}
<ul>${deeds[quarter].map(d => `<li>${d.date} ${d.mark} ${d.label} 第${d.id}条${d.note ? '，' + e(d.note) : ''} <strong>+${d.value}</strong></li>`).join('\n')}</ul>`;
    }
    return stamp(person.name, body);
  }
}
