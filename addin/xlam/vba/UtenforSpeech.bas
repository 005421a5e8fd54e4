Option Explicit
Option Private Module

' How the user is told and asked.

' Excel cuts a message box at about 1024 characters without saying so.
Private Const LONGEST As Long = 1000

Public Sub Tell(ByVal text As String)
    If Len(text) > LONGEST Then text = Left$(text, LONGEST) & Message("cut")
    MsgBox text, vbInformation, Message("title")
End Sub

Public Function Ask(ByVal text As String) As Long
    Ask = MsgBox(text, vbYesNoCancel + vbQuestion, Message("title"))
End Function
