Option Explicit
Option Private Module

' What a cell shows. An error comes from Python as a marked text (addin.com): mark, error value, mark, explanation.
' It leaves as Excel's own error value, and the explanation is kept for the button that explains errors.

Private Const MARK As Long = 31
Private Const MOST_KEPT As Long = 10000
Private kept As Collection

Public Function Shown(ByVal answer As Variant, ByVal caller As Variant) As Variant
    Dim sheet As String, top As Long, start As Long, down As Long, across As Long
    Locate caller, sheet, top, start
    Select Case Dimensions(answer)
        Case 0
            Shown = ShownCell(answer, sheet, top, start)
        Case 1
            For across = LBound(answer) To UBound(answer)
                answer(across) = ShownCell(answer(across), sheet, top, start + across - LBound(answer))
            Next across
            Shown = answer
        Case Else
            For down = LBound(answer, 1) To UBound(answer, 1)
                For across = LBound(answer, 2) To UBound(answer, 2)
                    answer(down, across) = ShownCell(answer(down, across), sheet, _
                        top + down - LBound(answer, 1), start + across - LBound(answer, 2))
                Next across
            Next down
            Shown = answer
    End Select
End Function

Public Function NotAnswered(ByVal reason As String, ByVal caller As Variant) As Variant
    Dim sheet As String, top As Long, start As Long
    Locate caller, sheet, top, start
    Keep PlaceOf(sheet, top, start), Replace(Message("no_answer"), "{0}", reason)
    NotAnswered = CVErr(xlErrValue)
End Function

Public Function ExplainError() As Boolean
    ' False when nothing is kept for the cell: then Python is asked.
    Dim text As String
    If ActiveCell Is Nothing Then Exit Function
    If Not IsError(ActiveCell.Value) Then Exit Function
    text = KeptExplanation(ActiveCell)
    If text = "" Then Exit Function
    Tell Replace(Message("explained"), "{0}", ActiveCell.Address(False, False)) & vbCrLf & vbCrLf & text
    ExplainError = True
End Function

Public Function KeptExplanation(ByVal cell As Variant) As String
    Dim sheet As String, top As Long, start As Long
    Locate cell, sheet, top, start
    On Error Resume Next
    KeptExplanation = kept.Item(PlaceOf(sheet, top, start))
End Function

Public Function HowManyKept() As Long
    If Not kept Is Nothing Then HowManyKept = kept.Count
End Function

Private Function ShownCell(ByVal answer As Variant, ByVal sheet As String, ByVal row As Long, ByVal column As Long) As Variant
    Dim parts As Variant
    If VarType(answer) = vbString Then
        If Left$(answer, 1) = Chr$(MARK) Then
            parts = Split(answer, Chr$(MARK), 3)
            Keep PlaceOf(sheet, row, column), CStr(parts(2))
            ShownCell = CVErr(ErrorNumber(CStr(parts(1))))
            Exit Function
        End If
    End If
    If HowManyKept() > 0 Then Forget PlaceOf(sheet, row, column)
    ShownCell = answer
End Function

Private Function Dimensions(ByRef answer As Variant) As Long
    Dim edge As Long
    If Not IsArray(answer) Then Exit Function
    Dimensions = 1
    On Error GoTo one
    edge = UBound(answer, 2)
    Dimensions = 2
one:
End Function

Private Sub Locate(ByVal caller As Variant, ByRef sheet As String, ByRef top As Long, ByRef start As Long)
    ' Leaves the sheet empty when no cell asked: Excel's own preview, or another macro.
    If Not IsObject(caller) Then Exit Sub
    If TypeName(caller) <> "Range" Then Exit Sub
    sheet = "[" & caller.Worksheet.Parent.Name & "]" & caller.Worksheet.Name
    top = caller.Row
    start = caller.Column
End Sub

Private Function PlaceOf(ByVal sheet As String, ByVal row As Long, ByVal column As Long) As String
    If sheet <> "" Then PlaceOf = sheet & "!" & CStr(row) & "," & CStr(column)
End Function

Private Sub Keep(ByVal place As String, ByVal text As String)
    If place = "" Then Exit Sub
    If kept Is Nothing Then Set kept = New Collection
    Forget place
    kept.Add text, place
    If kept.Count > MOST_KEPT Then kept.Remove 1
End Sub

Private Sub Forget(ByVal place As String)
    On Error Resume Next
    kept.Remove place
End Sub
