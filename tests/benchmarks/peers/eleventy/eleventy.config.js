export default function () { return {dir: {input: 'src', data: '_data', output: '_site'}}; }
