/* For the smoke test under wine 8 alone, which stops at the colour profile that Qt makes for each
 * screen; never installed. */
#include <windows.h>

__declspec(dllexport) HANDLE WINAPI OpenColorProfileW(void *profile, DWORD access, DWORD share, DWORD mode)
{
    (void)profile; (void)access; (void)share; (void)mode;
    return 0;
}

__declspec(dllexport) HANDLE WINAPI WcsCreateIccProfile(HANDLE profile, DWORD options)
{
    (void)profile; (void)options;
    return 0;
}

__declspec(dllexport) BOOL WINAPI CloseColorProfile(HANDLE profile)
{
    (void)profile;
    return TRUE;
}

__declspec(dllexport) BOOL WINAPI GetColorProfileFromHandle(HANDLE profile, BYTE *data, DWORD *size)
{
    (void)profile; (void)data; (void)size;
    return FALSE;
}

__declspec(dllexport) BOOL WINAPI GetColorDirectoryW(void *machine, void *folder, void *size)
{
    (void)machine; (void)folder; (void)size;
    return FALSE;
}
