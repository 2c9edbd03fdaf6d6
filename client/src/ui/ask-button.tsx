import { Button } from "@mantine/core";
import { useState } from "react";
import { AskDialog, type Question } from "./ask-dialog.tsx";

/** A button that asks before it does what nothing brings back. */
export function AskButton(question: Question) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setIsAsking(true)}>
        {question.label}
      </Button>
      <AskDialog {...question} isOpen={isAsking} close={() => setIsAsking(false)} />
    </>
  );
}
