import {e, stamp} from '../shell.js';
export default class {
  data() { return {permalink: 'points/index.html'}; }
  render({site}) {
    const by = new Map();
    for (const l of site.lists) by.set(l.quarter, [...(by.get(l.quarter) || []), l]);
    return stamp('各期积分名单', `<h1>各期积分名单</h1>${[...by].map(([quarter, found]) => `<h2>${quarter}</h2><p>${found.map(l => `<a href="${quarter}/${l.c.key}.html">${e(l.c.name)}</a>`).join('、')}</p>`).join('')}`);
  }
}
