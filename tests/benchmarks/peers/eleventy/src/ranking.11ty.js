import {e, stamp} from '../shell.js';
export default class {
  data() { return {permalink: 'ranking.html'}; }
  render({site}) { return stamp('年度排名', `<h1>年度排名</h1><table><thead><tr><th>名次</th><th>姓名</th><th>社区</th><th>得分</th></tr></thead><tbody>${site.everyone.map((r, n) => `<tr><td>${n + 1}</td><td><a href="p/${r.id}.html">${e(r.name)}</a></td><td>${e(r.community)}</td><td>${r.score}</td></tr>`).join('\n')}</tbody></table>`); }
}
