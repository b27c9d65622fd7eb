/* kbh-desktop.exe and kbh.exe: load runtime\python313.dll and run one of our modules with it.
 *
 * APP_MODULE is the module; GUI is defined for the program with windows. The ._pth file beside the
 * interpreter keeps it to our own folders, and libraries come from there and from Windows alone.
 */
#ifndef UNICODE
#define UNICODE
#endif
#ifndef _UNICODE
#define _UNICODE
#endif
#define WIN32_LEAN_AND_MEAN
#define _WIN32_WINNT 0x0A00
#include <windows.h>
#include <shellapi.h>
#include <stdio.h>
#include <wchar.h>

#define PYTHON L"runtime\\python313.dll"
#define ABI3 L"runtime\\python3.dll"
#define ROOM 32768
#define OWN_ARGUMENTS 7
#define CANNOT_START 110

typedef int (*python_main)(int, wchar_t **);

static int fail(const wchar_t *what)
{
#ifdef GUI
    MessageBoxW(NULL, what, L"KBH Desktop", MB_OK | MB_ICONERROR);
#else
    fwprintf(stderr, L"kbh: %ls\n", what);
#endif
    return CANNOT_START;
}

/* Puts the folder of this program, with its last backslash, into `folder`. */
static int find_folder(wchar_t *folder)
{
    DWORD length = GetModuleFileNameW(NULL, folder, ROOM);
    if (length == 0 || length >= ROOM) return 0;
    while (length > 0 && folder[length - 1] != L'\\') length--;
    folder[length] = 0;
    return 1;
}

static HMODULE load(const wchar_t *folder, const wchar_t *name)
{
    static wchar_t path[ROOM + 64];
    lstrcpyW(path, folder);
    lstrcatW(path, name);
    return LoadLibraryExW(path, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_SYSTEM32);
}

static int start(int count, wchar_t **given)
{
    static wchar_t folder[ROOM];
    static wchar_t *own[OWN_ARGUMENTS] = {NULL, L"-I", L"-B", L"-X", L"utf8=1", L"-m", APP_MODULE};

    SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_SYSTEM32 | LOAD_LIBRARY_SEARCH_USER_DIRS);
    SetDllDirectoryW(L"");
    if (!find_folder(folder)) return fail(L"The program's folder can't be found.");

    HMODULE python = load(folder, PYTHON);
    if (!python) return fail(PYTHON L" is missing or damaged. Please install the program again.");
    load(folder, ABI3); /* for libraries made for every Python 3 */
    python_main run = (python_main)(void *)GetProcAddress(python, "Py_Main");
    if (!run) return fail(PYTHON L" is not the one that belongs here.");

    wchar_t **all = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY,
                              sizeof(wchar_t *) * (size_t)(count + OWN_ARGUMENTS));
    if (!all) return fail(L"There is no memory left.");
    memcpy(all, own, sizeof own);
    all[0] = given[0];
    for (int i = 1; i < count; i++) all[OWN_ARGUMENTS + i - 1] = given[i];
    return run(count + OWN_ARGUMENTS - 1, all);
}

#ifdef GUI
int WINAPI wWinMain(HINSTANCE own, HINSTANCE before, LPWSTR line, int show)
{
    (void)own; (void)before; (void)line; (void)show;
    int count = 0;
    wchar_t **given = CommandLineToArgvW(GetCommandLineW(), &count);
    return given ? start(count, given) : fail(L"The command line can't be read.");
}
#else
int wmain(int count, wchar_t **given) { return start(count, given); }
#endif
