import Image from "@tiptap/extension-image";
import StarterKit from "@tiptap/starter-kit";

/** Only what was kept here: a picture that is fetched from elsewhere tells its sender who reads the letter. */
const OwnPicture = Image.extend({
  parseHTML: () => [{ tag: 'img[src^="/api/v1/files/"]' }],
  addInputRules: () => [],
}).configure({ inline: true });

/** What a letter may hold. */
export const extensions = [
  StarterKit.configure({
    code: false,
    codeBlock: false,
    heading: false,
    // It would end every letter that ends in a list with an empty line.
    trailingNode: false,
    dropcursor: { color: "var(--accent)", width: 2 },
    link: {
      openOnClick: false,
      defaultProtocol: "https",
      HTMLAttributes: { target: null, rel: null },
    },
  }),
  OwnPicture,
];
