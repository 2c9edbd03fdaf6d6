import sanitizeHtml from "sanitize-html";

const ownPicture = /^(?:\/api\/v1\/files\/|file:)([0-9a-f-]{36})$/i;

/**
 * What a person's editor makes, and no more. Its pictures are files that go with it, named `file:ID`; their ids are
 * given, too.
 */
export function sanitiseHtml(html: string): { html: string; pictureIds: string[] } {
  const pictureIds = new Set<string>();
  const clean = sanitizeHtml(html, {
    allowedTags:
      "a b blockquote br code div em h1 h2 h3 h4 hr i img li mark ol p pre s span strong sub sup u ul".split(
        " ",
      ),
    allowedAttributes: {
      a: ["href"],
      img: ["src", "alt", "width", "height"],
      ol: ["start"],
      "*": ["dir", "style"],
    },
    allowedStyles: { "*": { "text-align": [/^(?:left|right|center|justify|start|end)$/] } },
    allowedSchemes: ["http", "https", "mailto", "tel"],
    allowedSchemesByTag: { img: ["file"] },
    allowProtocolRelative: false,
    nestingLimit: 100,
    transformTags: {
      img(tagName, { src = "", alt = "", width, height }) {
        const id = ownPicture.exec(src)?.[1]?.toLowerCase();
        if (!id) return { tagName: "span", attribs: {}, text: alt };
        pictureIds.add(id);
        return {
          tagName,
          attribs: { src: `file:${id}`, alt, ...(width && { width }), ...(height && { height }) },
        };
      },
    },
  });
  return { html: clean, pictureIds: [...pictureIds] };
}
