"""The relay people would write: FastAPI, the OpenAI SDK, one websocket message for each token."""

import os

from fastapi import FastAPI, WebSocket
from openai import AsyncOpenAI

app = FastAPI()
client = AsyncOpenAI()


@app.websocket("/ws/")
async def chat(socket: WebSocket) -> None:
    await socket.accept()
    message = await socket.receive_text()
    stream = await client.chat.completions.create(
        model=os.environ["WEFT_MODEL"],
        messages=[{"role": "user", "content": message}],
        stream=True,
        stream_options={"include_usage": True},
    )
    async for chunk in stream:
        if chunk.choices and (content := chunk.choices[0].delta.content):
            await socket.send_text(content)
    await socket.close()
