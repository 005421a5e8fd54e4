Option Explicit
Option Private Module

' Formulas between the names of this add-in (UTENFOR_SAVINGS) and those of Office.js (UTENFOR.SAVINGS).
' A workbook with Office.js names opened where they are unknown shows _xldudf_UTENFOR_SAVINGS: that is read too.

Private Const UNKNOWN_PREFIX As String = "_XLDUDF_"

Public Sub SwitchNames()
    Dim with_line As Long, with_dot As Long, answer As Long, left_over As String
    If ActiveWorkbook Is Nothing Then
        Tell Message("no_workbook")
        Exit Sub
    End If
    with_line = RewriteBook(ActiveWorkbook, True, False, left_over)
    with_dot = RewriteBook(ActiveWorkbook, False, False, left_over)
    left_over = ""
    If with_line + with_dot = 0 Then
        Tell Message("names_none")
        Exit Sub
    End If
    answer = Ask(Replace(Replace(Message("names_question"), "{0}", CStr(with_dot)), "{1}", CStr(with_line)))
    If answer = vbCancel Then Exit Sub
    with_line = RewriteBook(ActiveWorkbook, answer = vbNo, True, left_over)
    If left_over <> "" Then left_over = vbCrLf & Replace(Message("names_left"), "{0}", left_over)
    Tell Replace(Message("names_done"), "{0}", CStr(with_line)) & left_over
End Sub

Public Function RewriteBook(ByVal book As Object, ByVal to_dots As Boolean, ByVal really As Boolean, _
    ByRef left_over As String) As Long
    ' The number of formulas that are (or would be) rewritten; sheets and cells that could not be, in the text.
    Dim sheet As Object, texts As Variant, row As Long, column As Long, used As Object, found As Long
    For Each sheet In book.Worksheets
        Set used = sheet.UsedRange
        found = 0
        If used.Cells.Count = 1 Then
            ReDim texts(1 To 1, 1 To 1)
            texts(1, 1) = used.Formula
        Else
            texts = used.Formula
        End If
        For row = LBound(texts, 1) To UBound(texts, 1)
            For column = LBound(texts, 2) To UBound(texts, 2)
                If IsOfOurs(texts(row, column), to_dots) Then
                    If Not really Then
                        If HoldsFormula(used.Cells(row, column)) Then found = found + 1
                    ElseIf Not sheet.ProtectContents Then
                        If RewriteCell(used.Cells(row, column), to_dots, left_over) Then found = found + 1
                    Else
                        left_over = left_over & vbCrLf & Replace(Message("names_protected"), "{0}", sheet.Name)
                        GoTo next_sheet
                    End If
                End If
            Next column
        Next row
next_sheet:
        RewriteBook = RewriteBook + found
    Next sheet
End Function

Private Function IsOfOurs(ByVal text As Variant, ByVal to_dots As Boolean) As Boolean
    If VarType(text) <> vbString Then Exit Function
    If Left$(text, 1) <> "=" Then Exit Function
    If InStr(1, text, "UTENFOR", vbTextCompare) = 0 Then Exit Function
    IsOfOurs = Renamed(text, to_dots) <> text
End Function

Private Function RewriteCell(ByVal cell As Object, ByVal to_dots As Boolean, ByRef left_over As String) As Boolean
    Dim old As String
    If Not HoldsFormula(cell) Then Exit Function
    On Error GoTo failed
    If IsOldArray(cell) Then
        cell.CurrentArray.FormulaArray = Renamed(cell.FormulaArray, to_dots)
    Else
        old = FormulaOf(cell)
        WriteFormula cell, Renamed(old, to_dots)
    End If
    RewriteCell = True
    Exit Function
failed:
    left_over = left_over & vbCrLf & cell.Worksheet.Name & "!" & cell.Address(False, False) & " (" & Err.Description & ")"
End Function

Private Function HoldsFormula(ByVal cell As Object) As Boolean
    ' An array formula is counted and rewritten once, in its first cell.
    If Not cell.HasFormula Then Exit Function
    HoldsFormula = True
    If IsOldArray(cell) Then HoldsFormula = (cell.CurrentArray.Cells(1, 1).Address = cell.Address)
End Function

Private Function IsOldArray(ByVal cell As Object) As Boolean
    ' A formula that spills says it is an array too; only Ctrl+Shift+Enter has no spilling parent.
    Dim spills As Boolean
    If Not cell.HasArray Then Exit Function
    On Error Resume Next
    spills = cell.HasSpill
    IsOldArray = Not spills
End Function

Private Function FormulaOf(ByVal cell As Object) As String
    ' Excel 2016 and 2019 have no Formula2.
    On Error GoTo older
    FormulaOf = cell.Formula2
    Exit Function
older:
    FormulaOf = cell.Formula
End Function

Private Sub WriteFormula(ByVal cell As Object, ByVal text As String)
    Dim newer As Boolean, probe As String
    On Error Resume Next
    probe = cell.Formula2
    newer = (Err.Number = 0)
    On Error GoTo 0
    If newer Then
        cell.Formula2 = text
    Else
        cell.Formula = text
    End If
End Sub

Public Function Renamed(ByVal text As String, ByVal to_dots As Boolean) As String
    Dim at As Long, size As Long, piece As String, made As String
    at = 1
    Do While at <= Len(text)
        size = SizeOfPiece(text, at)
        piece = Mid$(text, at, size)
        If IsPathToAddin(piece) And FollowsOurs(text, at + size) Then
            size = size + 1
        ElseIf Mid$(text, at + size, 1) = "(" And BareName(piece) <> "" Then
            made = made & "UTENFOR" & IIf(to_dots, ".", "_") & BareName(piece)
        Else
            made = made & piece
        End If
        at = at + size
    Loop
    Renamed = made
End Function

Private Function SizeOfPiece(ByVal text As String, ByVal at As Long) As Long
    ' A text in quotes, a quoted sheet name, a bracket, a word, or one other character.
    Dim first As String, size As Long, depth As Long
    first = Mid$(text, at, 1)
    size = 1
    If first = """" Or first = "'" Then
        Do While at + size <= Len(text)
            If Mid$(text, at + size, 1) = first Then
                If Mid$(text, at + size + 1, 1) <> first Then Exit Do
                size = size + 1
            End If
            size = size + 1
        Loop
        size = size + 1
    ElseIf first = "[" Then
        depth = 1
        Do While at + size <= Len(text) And depth > 0
            Select Case Mid$(text, at + size, 1)
                Case "'": size = size + 1
                Case "[": depth = depth + 1
                Case "]": depth = depth - 1
            End Select
            size = size + 1
        Loop
    ElseIf IsWordPart(first) Then
        Do While at + size <= Len(text)
            If Not IsWordPart(Mid$(text, at + size, 1)) Then Exit Do
            size = size + 1
        Loop
    End If
    SizeOfPiece = size
End Function

Private Function IsWordPart(ByVal letter As String) As Boolean
    IsWordPart = letter Like "[A-Za-z0-9_.\?]" Or AscW(letter) > 127 Or AscW(letter) < 0
End Function

Private Function IsPathToAddin(ByVal piece As String) As Boolean
    Dim name As String
    name = LCase$(Replace(piece, "'", ""))
    If Right$(name, Len(ThisWorkbook.Name)) <> LCase$(ThisWorkbook.Name) Then Exit Function
    name = Left$(name, Len(name) - Len(ThisWorkbook.Name))
    IsPathToAddin = name = "" Or Right$(name, 1) = "\" Or Right$(name, 1) = "/"
End Function

Private Function FollowsOurs(ByVal text As String, ByVal at As Long) As Boolean
    Dim size As Long
    If Mid$(text, at, 1) <> "!" Or at >= Len(text) Then Exit Function
    size = SizeOfPiece(text, at + 1)
    FollowsOurs = Mid$(text, at + 1 + size, 1) = "(" And BareName(Mid$(text, at + 1, size)) <> ""
End Function

Private Function BareName(ByVal word As String) As String
    Dim name As String
    name = UCase$(word)
    If Left$(name, Len(UNKNOWN_PREFIX)) = UNKNOWN_PREFIX Then name = Mid$(name, Len(UNKNOWN_PREFIX) + 1)
    If Left$(name, 8) <> "UTENFOR_" And Left$(name, 8) <> "UTENFOR." Then Exit Function
    name = Mid$(name, 9)
    If name <> "" And InStr(FunctionNames(), "|" & name & "|") > 0 Then BareName = name
End Function
