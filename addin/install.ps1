<#
.SYNOPSIS
Legger inn Utenfor-tillegget for Excel for den som er logget inn. Krever ikke administrator.

.DESCRIPTION
Kan kjøres flere ganger: det som er gjort, gjøres ikke om igjen. Skriptet
  1. ser etter Excel for skrivebordet (ikke fra Microsoft Store) og Python 3.11, 3.12 eller 3.13
  2. lager et eget Python-miljø med de faste pakkene i requirements-windows.txt
  3. skriver innstillingene i .utenfor\utenfor.conf i brukermappa
  4. legger tillegget i XLSTART og fjerner internettmerket fra det
  5. kjører utenfor doctor
Avslutningskoder: 0 ferdig, 1 ferdig men noe må ses på, 2 Excel mangler eller passer ikke, 3 Python mangler,
4 filer mangler ved siden av skriptet, 5 pakkene kunne ikke legges inn, 6 Excel er åpen og låser tillegget.

.PARAMETER Uninstall
Tar bort tillegget, Python-miljøet og innstillingene. Arbeidsbøker røres ikke.

.PARAMETER Wheels
En mappe med pakkene som wheel-filer. Da hentes ingenting fra nettet.

.PARAMETER Python
Full sti til python.exe når skriptet ikke finner den selv.

.EXAMPLE
powershell -ExecutionPolicy Bypass -File install.ps1
#>
[CmdletBinding()]
param(
    [switch]$Uninstall,
    [string]$Wheels = '',
    [string]$Python = ''
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

$AddInName = 'utenfor.xlam'
$PinsName = 'requirements-windows.txt'
$WheelPattern = 'utenfor_regnskapet-*.whl'
$OldestExcel = 16
$Utf8CodePage = 65001
$PythonVersions = @('3.13', '3.12', '3.11')

function Write-Step([string]$Text) { Write-Host $Text }

function Stop-Here([int]$Code, [string]$Text) {
    Write-Host $Text -ForegroundColor Red
    exit $Code
}

function Get-ExcelPath {
    foreach ($Root in @('HKCU:', 'HKLM:')) {
        $Key = "$Root\Software\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
        if (Test-Path $Key) {
            $Found = (Get-Item $Key).GetValue('')
            if ($Found) { return $Found.Trim('"') }
        }
    }
    return ''
}

function Assert-Excel {
    $Excel = Get-ExcelPath
    if (-not $Excel) {
        Stop-Here 2 'Fant ikke Excel for skrivebordet. Tillegget krever det. Arbeidsbøkene virker uten tillegget, også i Excel på nettet.'
    }
    if ($Excel -like '*\WindowsApps\*') {
        Stop-Here 2 "Excel er fra Microsoft Store ($Excel) og kan ikke starte Python. Be IT om Office for skrivebordet, og kjør skriptet igjen."
    }
    if (Test-Path $Excel) {
        $Major = (Get-Item $Excel).VersionInfo.FileMajorPart
        if ($Major -lt $OldestExcel) {
            Stop-Here 2 "Excel har versjon $Major. Tillegget krever $OldestExcel (Excel 2016) eller nyere."
        }
    }
    Write-Step "Excel: $Excel"
}

function Test-PythonVersion([string]$Command, [string[]]$Arguments) {
    try {
        $Answer = & $Command @Arguments -c 'import sys; print(str(sys.version_info[0]) + chr(46) + str(sys.version_info[1]))' 2>$null
    } catch {
        return $false
    }
    return ($LASTEXITCODE -eq 0) -and ($PythonVersions -contains "$Answer".Trim())
}

function Find-Python {
    $Candidates = @()
    if ($Python) {
        $Candidates += , @($Python)
    } else {
        foreach ($Version in $PythonVersions) { $Candidates += , @('py', "-$Version") }
        $Candidates += , @('python')
    }
    foreach ($Candidate in $Candidates) {
        $Arguments = @($Candidate | Select-Object -Skip 1)
        if (Test-PythonVersion $Candidate[0] $Arguments) { return , $Candidate }
    }
    $Wanted = $PythonVersions -join ', '
    Stop-Here 3 "Fant ikke Python $Wanted. Legg inn en av dem for din egen bruker, eller oppgi stien med -Python."
}

function Install-Packages([string]$EnvironmentPython, [string]$PinsPath, [string]$WheelPath) {
    $Source = @()
    if ($Wheels) { $Source = @('--no-index', '--find-links', $Wheels) }
    Write-Step 'Legger inn pakkene. Det kan ta noen minutter første gang.'
    & $EnvironmentPython -m pip install --quiet --disable-pip-version-check --require-hashes @Source -r $PinsPath
    if ($LASTEXITCODE -ne 0) {
        Stop-Here 5 'Pakkene kunne ikke legges inn. Meldingen over sier hvorfor. Uten nett, eller bak en mellomtjener: bruk -Wheels.'
    }
    & $EnvironmentPython -m pip install --quiet --disable-pip-version-check --no-index --no-deps --force-reinstall $WheelPath
    if ($LASTEXITCODE -ne 0) { Stop-Here 5 "Kunne ikke legge inn $WheelPath. Meldingen over sier hvorfor." }
}

function Write-Settings([string]$Path, [string]$EnvironmentPython) {
    # Egne innstillinger beholdes. Fila leses av VBA, som venter maskinens ANSI-tegnsett.
    $CodePage = [int](Get-ItemProperty 'HKLM:\SYSTEM\CurrentControlSet\Control\Nls\CodePage').ACP
    $Encoding = New-Object System.Text.UTF8Encoding($false)
    if ($CodePage -ne $Utf8CodePage) { $Encoding = [System.Text.Encoding]::GetEncoding($CodePage) }
    $Settings = New-Object System.Collections.Specialized.OrderedDictionary
    if (Test-Path $Path) {
        foreach ($Line in [System.IO.File]::ReadAllLines($Path, $Encoding)) {
            if ($Line -match '^"([^"]*)","([^"]*)"$') { $Settings[$Matches[1]] = $Matches[2] }
        }
    }
    $Settings['INTERPRETER_WIN'] = $EnvironmentPython
    if (-not $Settings.Contains('REPAIR LINKS')) { $Settings['REPAIR LINKS'] = 'True' }
    $Lines = @($Settings.Keys | ForEach-Object { '"{0}","{1}"' -f $_, $Settings[$_] })
    New-Item -ItemType Directory -Force -Path (Split-Path $Path) | Out-Null
    [System.IO.File]::WriteAllLines($Path, [string[]]$Lines, $Encoding)
    Write-Step "Innstillinger: $Path"
}

function Copy-AddIn([string]$From, [string]$To) {
    New-Item -ItemType Directory -Force -Path (Split-Path $To) | Out-Null
    if ((Test-Path $To) -and ((Get-FileHash $From).Hash -eq (Get-FileHash $To).Hash)) {
        Write-Step "Tillegget er der fra før: $To"
    } else {
        try {
            Copy-Item -Path $From -Destination $To -Force
        } catch {
            Stop-Here 6 "Kunne ikke skrive $To. Lukk alle Excel-vinduer og kjør skriptet igjen."
        }
        Write-Step "Tillegg: $To"
    }
    Unblock-File -Path $To
}

function Remove-Installation([string]$AddIn, [string]$Folder, [string]$SettingsFolder) {
    try {
        if (Test-Path $AddIn) { Remove-Item -Path $AddIn -Force }
    } catch {
        Stop-Here 6 "Kunne ikke ta bort $AddIn. Lukk alle Excel-vinduer og kjør skriptet igjen."
    }
    foreach ($Path in @($Folder, $SettingsFolder)) {
        try {
            if (Test-Path $Path) { Remove-Item -Path $Path -Recurse -Force }
        } catch {
            Stop-Here 6 "Kunne ikke ta bort $Path. Lukk Excel, vent til Python har stoppet, og kjør skriptet igjen."
        }
    }
    Write-Step 'Tillegget er tatt bort. Arbeidsbøkene er ikke rørt.'
}

if ($env:OS -ne 'Windows_NT') {
    Stop-Here 2 'Tillegget er for Excel i Windows. Arbeidsbøkene (.xlsx) virker uten det, også på Mac og på nettet.'
}

$Folder = Join-Path $env:LOCALAPPDATA 'Utenfor'
$Environment = Join-Path $Folder 'python'
$EnvironmentPython = Join-Path $Environment 'Scripts\python.exe'
$SettingsFolder = Join-Path $env:USERPROFILE '.utenfor'
$AddInPath = Join-Path $env:APPDATA "Microsoft\Excel\XLSTART\$AddInName"

if ($Uninstall) {
    Remove-Installation $AddInPath $Folder $SettingsFolder
    exit 0
}

Assert-Excel

$AddInSource = Join-Path $PSScriptRoot $AddInName
$PinsPath = Join-Path $PSScriptRoot $PinsName
$Built = @(Get-ChildItem -Path $PSScriptRoot -Filter $WheelPattern)
if (-not ((Test-Path $AddInSource) -and (Test-Path $PinsPath) -and ($Built.Count -eq 1))) {
    Stop-Here 4 "Ved siden av skriptet skal $AddInName, $PinsName og én $WheelPattern ligge. Pakk ut hele mappa og prøv igjen."
}

if (-not (Test-PythonVersion $EnvironmentPython @())) {
    $Found = Find-Python
    $Arguments = @($Found | Select-Object -Skip 1)
    Write-Step "Lager Python-miljøet i $Environment"
    & $Found[0] @Arguments -m venv --clear $Environment
    if ($LASTEXITCODE -ne 0) { Stop-Here 3 "Python kunne ikke lage miljøet i $Environment. Meldingen over sier hvorfor." }
}

Install-Packages $EnvironmentPython $PinsPath $Built[0].FullName
Write-Settings (Join-Path $SettingsFolder 'utenfor.conf') $EnvironmentPython
Copy-AddIn $AddInSource $AddInPath

& $EnvironmentPython -m utenfor doctor
if ($LASTEXITCODE -ne 0) {
    Write-Host 'Tillegget er lagt inn, men noe må ses på. Se over.' -ForegroundColor Yellow
    exit 1
}
Write-Step 'Ferdig. Start Excel på nytt; fanen heter Utenfor.'
exit 0
