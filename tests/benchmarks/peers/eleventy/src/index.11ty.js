import {stamp} from '../shell.js';
export default class {
  data() { return {permalink: 'index.html'}; }
  render() { return stamp('楼长公示', '<h1>楼长公示</h1><p><a href="ranking.html">年度排名</a> <a href="points/index.html">积分</a> <a href="notices/index.html">公示</a></p>'); }
}
