// What every page shares: the theme's shell and the parts that several kinds of page show.
import fs from 'node:fs';

const [before, between, after] = JSON.parse(fs.readFileSync('shell.json', 'utf8'));
export const rates = JSON.parse(fs.readFileSync('rates.json', 'utf8'));
export const e = s => String(s).replace(/[&<>"']/g, c => '&#' + c.charCodeAt(0) + ';');
export const stamp = (title, body) => before + e(title) + between + body + after;
export const place = (c, p) => p.level === 'stairwell' && p.parent ? place(c, c.places[p.parent]) + p.name : (p.compound ? c.places[p.compound].name : '') + p.name;
export const tel = n => `<a href="tel:${e(n)}">${e(n)}</a>`;
export const duties = () => `<ul>${rates.duties.map(d => `<li><strong>${e(d.label)}</strong>：${e(d.text)}</li>`).join('\n')}</ul>`;
export const roles = {'building-leader': '楼长', 'stairwell-leader': '楼道长', 'grid-head': '网格长'};
export const contact = c => `<h2>联系不上时</h2><table><thead><tr><th>项目</th><th>内容</th></tr></thead><tbody>
<tr><td>社区办公室</td><td>${e(c.office.name)}</td></tr><tr><td>电话</td><td>${tel(c.office.phone)}</td></tr>
<tr><td>地址</td><td>${e(c.office.address)}</td></tr><tr><td>时间</td><td>${e(c.office.hours)}</td></tr></tbody></table>
<ul>${c.record.service_numbers.map(n => `<li><strong>${e(n.label)}</strong> ${tel(n.phone)}</li>`).join('\n')}</ul>`;
export const paged = (list, alias, permalink) => ({pagination: {data: `site.${list}`, size: 1, alias}, permalink});
