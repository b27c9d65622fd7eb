<#
.SYNOPSIS
Signs the MSI and the setup program on a Windows machine whose certificate lies in a token or store.
.DESCRIPTION
Where the certificate is a file, `dev.py installer` signs everything while it builds; see RELEASING.
The two launchers inside an MSI can only be signed while it is built. Never run on a real Windows by
those who wrote it.
.EXAMPLE
.\sign.ps1 -Thumbprint 0123... -Timestamp http://timestamp.example -Files .\*.msi, .\*-setup.exe
#>
param(
    [Parameter(Mandatory)] [string] $Thumbprint,
    [Parameter(Mandatory)] [string] $Timestamp,
    [Parameter(Mandatory)] [string[]] $Files
)
$ErrorActionPreference = 'Stop'
$signtool = Get-ChildItem "${env:ProgramFiles(x86)}\Windows Kits\10\bin\*\x64\signtool.exe" |
    Sort-Object FullName | Select-Object -Last 1
if (-not $signtool) { throw 'signtool.exe is missing; install the Windows SDK.' }
foreach ($file in Get-Item $Files) {
    & $signtool.FullName sign /sha1 $Thumbprint /fd SHA256 /tr $Timestamp /td SHA256 /d 'KBH Desktop' $file.FullName
    if ($LASTEXITCODE) { throw "signing failed: $file" }
    & $signtool.FullName verify /pa /all $file.FullName
    if ($LASTEXITCODE) { throw "the signature does not verify: $file" }
}
