import {e, paged, place, rates, stamp} from '../shell.js';
export default class {
  data() { return paged('lists', 'l', d => `points/${d.l.quarter}/${d.l.c.key}.html`); }
  render({l: {c, quarter, close}}) {
    const rows = [...close.rows].sort((a, b) => b.score - a.score).map((r, n) => {
      const person = c.people[r.leader], p = c.places[person.appointments[0].places[0]], marks = c.marks[`${r.leader} ${quarter}`] || {};
      return `<tr><td>${n + 1}</td><td><a href="../../p/${r.leader}.html">${e(person.name)}</a></td><td>${r.score}</td><td>${r.bonus}</td><td>${r.adjustment}</td><td>${r.to_date}</td><td><a href="../../b/${c.key}--${p.id}.html">${e(place(c, p))}</a></td>${rates.marks.map(m => `<td>${marks[m] || 0}</td>`).join('')}</tr>`;
    });
    const heads = ['名次', '姓名', '累计得分', '本期加分', '调整', '本年累计', '楼栋', ...rates.marks];
    return stamp(`${c.name} ${quarter} 积分名单`, `<h1>${e(c.name)} ${quarter} 积分名单</h1><p>${close.published_on} 公布。</p><table><thead><tr>${heads.map(h => `<th>${h}</th>`).join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`);
  }
}
