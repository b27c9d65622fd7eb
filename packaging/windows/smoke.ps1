<#
.SYNOPSIS
Installs KBH Desktop silently on this Windows, tries it, and removes it again.
.DESCRIPTION
Run on a test machine as administrator. It has never been run on a real Windows by those who wrote
it; what fails in it is a finding, of the script or of the installer.
.EXAMPLE
.\smoke.ps1 -Msi .\KBH-Desktop-1.0.0-x64.msi -Report .\smoke.txt
#>
#Requires -RunAsAdministrator
param(
    [Parameter(Mandatory)] [string] $Msi,
    [string] $Newer = '',
    [string] $OfficeKey = 'age1provekontor',
    [string] $OfficeName = 'Prøvekommune',
    [string] $Report = 'kbh-desktop-smoke.txt'
)
$ErrorActionPreference = 'Stop'
$folder = Join-Path $env:ProgramFiles 'KBH Desktop'
$registry = 'HKLM:\Software\KBH Desktop'
$failed = 0

function Show-Result([bool] $Fact, [string] $What) {
    $line = if ($Fact) { "ok $What" } else { "FAILED $What" }
    $line | Tee-Object -FilePath $Report -Append
    if (-not $Fact) { $script:failed++ }
}

function Invoke-Msi([string[]] $Arguments) {
    $log = Join-Path $env:TEMP 'kbh-desktop-msi.log'
    $process = Start-Process msiexec.exe -ArgumentList ($Arguments + @('/qn', '/l*v', "`"$log`"")) -Wait -PassThru
    Show-Result ($process.ExitCode -eq 0) "msiexec $($Arguments[0]) ended with $($process.ExitCode)"
}

"$((Get-CimInstance Win32_OperatingSystem).Caption) $([Environment]::OSVersion.Version)" |
    Tee-Object -FilePath $Report
Invoke-Msi @('/i', "`"$Msi`"", "OFFICEKEY=$OfficeKey", "OFFICENAME=`"$OfficeName`"")
Show-Result (Test-Path "$folder\kbh-desktop.exe") 'the program is there'
Show-Result ((Get-ItemProperty "$registry\Provisioning").OfficeKey -eq $OfficeKey) 'the office key is there'
foreach ($name in 'kbh-desktop.exe', 'kbh.exe') {
    $signature = Get-AuthenticodeSignature "$folder\$name"
    Show-Result ($signature.Status -eq 'Valid') "$name is signed: $($signature.Status)"
}
$began = Get-Date
$json = Join-Path $env:TEMP 'kbh-desktop-self-test.json'
$test = Start-Process "$folder\kbh-desktop.exe" -ArgumentList '--self-test', "`"$json`"" -Wait -PassThru
$seconds = [math]::Round(((Get-Date) - $began).TotalSeconds, 1)
Show-Result ($test.ExitCode -eq 0) "the self-test took $seconds s"
Get-Content $json -Encoding UTF8 | Add-Content $Report
if ($Newer) {
    Invoke-Msi @('/i', "`"$Newer`"")
    Show-Result ((Get-ItemProperty "$registry\Provisioning").OfficeKey -eq $OfficeKey) 'the upgrade keeps the key'
    $Msi = $Newer
}
$threats = Get-MpThreatDetection -ErrorAction SilentlyContinue | Where-Object { $_.Resources -match 'KBH Desktop' }
Show-Result (-not $threats) 'Defender found nothing'
Invoke-Msi @('/x', "`"$Msi`"")
Show-Result (-not (Test-Path $folder)) 'nothing of the program is left'
exit $failed
