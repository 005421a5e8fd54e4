Option Explicit
Option Private Module

' A workbook saved with our functions remembers where its author had utenfor.xlam. Here the link is pointed to this one.

Private Const EXCEL_LINKS As Long = 1
Private Const SECONDS_SHOWN As Long = 20

Public Sub RepairOnOpen(ByVal book As Object)
    Dim left_over As String
    If LCase$(CStr(GetConfig("REPAIR LINKS", "True"))) = "false" Then Exit Sub
    If RepairBook(book, left_over) = 0 Then Exit Sub
    Application.StatusBar = Message("links_on_open")
    Application.OnTime Now + TimeSerial(0, 0, SECONDS_SHOWN), "'" & ThisWorkbook.Name & "'!ClearStatus"
End Sub

Public Sub RepairLinks()
    Dim count As Long, left_over As String, text As String
    If ActiveWorkbook Is Nothing Then
        Tell Message("no_workbook")
        Exit Sub
    End If
    count = RepairBook(ActiveWorkbook, left_over)
    If count > 0 Then text = Replace(Message("links_repaired"), "{0}", CStr(count))
    If left_over <> "" Then text = text & Replace(Message("links_left"), "{0}", left_over)
    If text = "" Then text = Message("links_none")
    Tell text
End Sub

Public Function RepairBook(ByVal book As Object, ByRef left_over As String) As Long
    ' The number of links repaired; the others, with Excel's reason, in the text.
    Dim links As Variant, at As Long
    links = book.LinkSources(EXCEL_LINKS)
    If Not IsArray(links) Then Exit Function
    For at = LBound(links) To UBound(links)
        If IsAnotherCopy(CStr(links(at))) Then
            On Error Resume Next
            Err.Clear
            book.ChangeLink CStr(links(at)), ThisWorkbook.FullName, EXCEL_LINKS
            If Err.Number = 0 Then
                RepairBook = RepairBook + 1
            Else
                left_over = left_over & vbCrLf & CStr(links(at)) & " (" & Err.Description & ")"
            End If
            On Error GoTo 0
        End If
    Next at
End Function

Public Function IsAnotherCopy(ByVal link As String) As Boolean
    Dim name As String
    name = Mid$(link, InStrRev(Replace(link, "/", "\"), "\") + 1)
    If LCase$(name) <> LCase$(ThisWorkbook.Name) Then Exit Function
    IsAnotherCopy = LCase$(link) <> LCase$(ThisWorkbook.FullName)
End Function
