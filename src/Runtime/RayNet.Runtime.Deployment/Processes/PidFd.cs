using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RayNet.Runtime.Deployment.Processes;

/// <summary>A descriptor of a process (Linux 5.3): it goes on to mean the same process when its id is given to another.</summary>
internal sealed class PidFd : IDisposable
{
    private const int OpenNumber = 434;
    private const int SendSignalNumber = 424;

    private readonly SafeFileHandle _handle;

    private PidFd(SafeFileHandle handle) => _handle = handle;

    /// <summary>Opens a process. <see langword="null"/> if it has ended, or where the system has no such descriptors: <paramref name="isSupported"/> says which.</summary>
    internal static PidFd? TryOpen(ProcessIdentity process, out bool isSupported)
    {
        isSupported = false;
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        nint descriptor = Libc.SystemCall(OpenNumber, process.Pid, 0, 0, 0);
        if (descriptor < 0)
        {
            isSupported = Marshal.GetLastPInvokeError() == Libc.ErrorNoProcess;
            return null;
        }

        isSupported = true;
        var opened = new PidFd(new SafeFileHandle(descriptor, ownsHandle: true));
        if (process.IsRunning)
        {
            // The process had the id before and after it was opened, so it is the one that is open.
            return opened;
        }

        opened.Dispose();
        return null;
    }

    public void Dispose() => _handle.Dispose();

    internal bool Send(int signal) => Libc.SystemCall(SendSignalNumber, _handle.DangerousGetHandle(), signal, 0, 0) == 0;

    /// <summary>Blocks until the process has ended, or for so long. Says whether it has ended.</summary>
    internal unsafe bool WaitForExit(int timeoutMilliseconds)
    {
        while (true)
        {
            var descriptor = new PollDescriptor { Descriptor = (int)_handle.DangerousGetHandle(), Requested = PollDescriptor.Readable };
            int ready = Libc.Poll(&descriptor, 1, timeoutMilliseconds);
            if (ready >= 0 || Marshal.GetLastPInvokeError() != Libc.ErrorInterrupted)
            {
                return ready > 0;
            }
        }
    }
}
