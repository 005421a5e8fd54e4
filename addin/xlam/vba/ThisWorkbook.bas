Option Explicit

' The only code that runs by itself: Workbook_Open starts listening, and Excel then tells of workbooks that open.

Private WithEvents watched As Application

Private Sub Workbook_Open()
    Set watched = Application
End Sub

Private Sub watched_WorkbookOpen(ByVal Wb As Workbook)
    RepairOnOpen Wb
End Sub

Private Sub watched_WorkbookActivate(ByVal Wb As Workbook)
    RegisterHelp
End Sub
