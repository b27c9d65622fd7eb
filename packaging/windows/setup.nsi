; The setup program for Windows: /S is silent, /OFFICEKEY= and /OFFICENAME= set the office.
; Made by `dev.py installer setup`, which defines VERSION, WINDOWS_VERSION, STAGE, ICON and OUT.
Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
SetDatablockOptimize on

!include "MUI2.nsh"
!include "x64.nsh"
!include "FileFunc.nsh"

Name "KBH Desktop"
OutFile "${OUT}"
InstallDir "$PROGRAMFILES64\KBH Desktop"
RequestExecutionLevel admin
BrandingText "KBH Desktop ${VERSION}"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\KBH Desktop"
!define KEY "Software\KBH Desktop"
!define CLASSES "Software\Classes"
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Danish"
!insertmacro MUI_LANGUAGE "English"

VIProductVersion "${WINDOWS_VERSION}"
VIAddVersionKey "ProductName" "KBH Desktop"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "KBH Desktop setup"
VIAddVersionKey "CompanyName" "KBH Desktop"
VIAddVersionKey "LegalCopyright" "GPL-3.0-or-later"

Var OfficeKey
Var OfficeName

!macro FileType ENDING NAME SHOWN
  WriteRegStr HKLM "${CLASSES}\${ENDING}" "" "${NAME}"
  WriteRegStr HKLM "${CLASSES}\${NAME}" "" "${SHOWN}"
  WriteRegStr HKLM "${CLASSES}\${NAME}\DefaultIcon" "" "$INSTDIR\kbh-desktop.exe,0"
  WriteRegStr HKLM "${CLASSES}\${NAME}\shell\open\command" "" '"$INSTDIR\kbh-desktop.exe" "%1"'
!macroend

!macro RemoveProgram
  RMDir /r "$INSTDIR\app"
  RMDir /r "$INSTDIR\runtime"
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
    SetErrorLevel 1633 ; not for this processor
    Abort
  ${EndIf}
  SetRegView 64
  SetShellVarContext all
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/OFFICEKEY=" $OfficeKey
  ClearErrors
  ${GetOptions} $R0 "/OFFICENAME=" $OfficeName
  ClearErrors
FunctionEnd

Section "Install"
  SetRegView 64
  SetShellVarContext all
  !insertmacro RemoveProgram ; so that no module of an older edition stays
  SetOutPath "$INSTDIR"
  File /r "${STAGE}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\KBH Desktop.lnk" "$INSTDIR\kbh-desktop.exe"
  WriteRegStr HKLM "${KEY}" "InstallDir" "$INSTDIR\"
  WriteRegStr HKLM "${KEY}" "Version" "${VERSION}"
  ${If} $OfficeKey != ""
    WriteRegStr HKLM "${KEY}\Provisioning" "OfficeKey" "$OfficeKey"
    WriteRegStr HKLM "${KEY}\Provisioning" "OfficeName" "$OfficeName"
  ${EndIf}
  !insertmacro FileType ".kbhx" "KBHDesktop.Bundle" "KBH Desktop-pakke"
  !insertmacro FileType ".kbhoffice" "KBHDesktop.OfficeCard" "KBH Desktop-kontorkort"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayName" "KBH Desktop"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${UNINSTALL}" "Publisher" "KBH Desktop"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayIcon" "$INSTDIR\kbh-desktop.exe"
  WriteRegStr HKLM "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKLM "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKLM "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKLM "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKLM "${UNINSTALL}" "EstimatedSize" "$0"
SectionEnd

Function un.onInit
  SetRegView 64
  SetShellVarContext all
FunctionEnd

; The vaults in people's profiles and the office's key stay.
Section "Uninstall"
  SetRegView 64
  SetShellVarContext all
  Delete "$SMPROGRAMS\KBH Desktop.lnk"
  !insertmacro RemoveProgram
  Delete "$INSTDIR\kbh-desktop.exe"
  Delete "$INSTDIR\kbh.exe"
  Delete "$INSTDIR\LICENCE.txt"
  Delete "$INSTDIR\THIRD-PARTY.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKLM "${CLASSES}\.kbhx"
  DeleteRegKey HKLM "${CLASSES}\.kbhoffice"
  DeleteRegKey HKLM "${CLASSES}\KBHDesktop.Bundle"
  DeleteRegKey HKLM "${CLASSES}\KBHDesktop.OfficeCard"
  DeleteRegKey HKLM "${UNINSTALL}"
  DeleteRegValue HKLM "${KEY}" "InstallDir"
  DeleteRegValue HKLM "${KEY}" "Version"
  DeleteRegKey /ifempty HKLM "${KEY}"
SectionEnd
