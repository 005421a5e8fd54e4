"""The Office.js host: worksheet functions, task pane and book scripts for Excel on Windows, Mac and the web.

An optional extra (`[server]`). It uses xlwings-server, which is not open source: PolyForm Noncommercial 1.0.0, or a
paid licence from Zoomer Analytics GmbH. Nothing else in the project needs it. Only this package imports the web
framework; what needs xlwings is imported when the server starts, after the user has given a licence key.
"""
