using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RayNet.Runtime.Deployment.Processes;

/// <summary>
/// Starts a process by <c>posix_spawn</c>: in a session of its own, with files as its output, with all signals as a new program expects
/// them. The platform's own way offers none of the three; a shell in between would, for a millisecond and a process more.
/// </summary>
internal static unsafe class PosixSpawn
{
    private const short SetSignalDefaults = 0x04;
    private const short SetSignalMask = 0x08;

    /// <summary>Larger than the C library's own types on every system: they are opaque here.</summary>
    private const int OpaqueSize = 1024;

    private static readonly short s_setSession = (short)(OperatingSystem.IsMacOS() ? 0x0400 : 0x80);

    internal static int Start(SpawnRequest request)
    {
        try
        {
            return Start(request, changeFolder: true);
        }
        catch (EntryPointNotFoundException)
        {
            // Old C libraries cannot change the folder, so a shell does.
            return Start(ThroughShell(request), changeFolder: false);
        }
    }

    internal static SpawnRequest ThroughShell(SpawnRequest request) =>
        request with
        {
            FileName = "/bin/sh",
            Arguments = ["-c", "cd \"$0\" && exec \"$@\"", request.WorkingDirectory, request.FileName, .. request.Arguments],
        };

    private static int Start(SpawnRequest request, bool changeFolder)
    {
        using SafeFileHandle input = File.OpenHandle("/dev/null");
        using SafeFileHandle output = OpenLog(request.OutputFile);
        using SafeFileHandle error = request.ErrorFile == request.OutputFile ? new SafeFileHandle(output.DangerousGetHandle(), ownsHandle: false) : OpenLog(request.ErrorFile);
        using var arguments = new NativeStrings([request.FileName, .. request.Arguments]);
        using var environment = new NativeStrings([.. request.Environment.Select(static variable => $"{variable.Key}={variable.Value}")]);
        byte* actions = stackalloc byte[OpaqueSize];
        byte* attributes = stackalloc byte[OpaqueSize];
        Check(Libc.InitFileActions(actions), request);
        try
        {
            Check(Libc.InitAttributes(attributes), request);
            try
            {
                Check(Libc.AddDuplicate(actions, (int)input.DangerousGetHandle(), 0), request);
                Check(Libc.AddDuplicate(actions, (int)output.DangerousGetHandle(), 1), request);
                Check(Libc.AddDuplicate(actions, (int)error.DangerousGetHandle(), 2), request);
                if (changeFolder)
                {
                    Check(Libc.AddChangeFolder(actions, request.WorkingDirectory), request);
                }

                SetAttributes(attributes, request);
                Check(Libc.Spawn(out int pid, request.FileName, actions, attributes, arguments.Pointer, environment.Pointer), request);
                return pid;
            }
            finally
            {
                _ = Libc.DestroyAttributes(attributes);
            }
        }
        finally
        {
            _ = Libc.DestroyFileActions(actions);
        }
    }

    private static void SetAttributes(byte* attributes, SpawnRequest request)
    {
        byte* signals = stackalloc byte[OpaqueSize];
        _ = Libc.FillSignals(signals);
        Check(Libc.SetDefaultSignals(attributes, signals), request);
        _ = Libc.EmptySignals(signals);
        Check(Libc.SetSignalMask(attributes, signals), request);
        Check(Libc.SetFlags(attributes, (short)(SetSignalDefaults | SetSignalMask | s_setSession)), request);
    }

    /// <summary>At the end of the file: it may hold what an earlier attempt wrote. The position is the child's and its children's in common.</summary>
    private static SafeFileHandle OpenLog(string path) => File.OpenHandle(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);

    private static void Check(int error, SpawnRequest request)
    {
        if (error != 0)
        {
            string folder = Directory.Exists(request.WorkingDirectory) ? string.Empty : $" Its folder '{request.WorkingDirectory}' does not exist.";
            throw new WorkerCrashedException($"The process '{request.FileName}' could not be started: {Marshal.GetPInvokeErrorMessage(error)} (error {error}).{folder} Check that it exists, may be executed, and is built for this machine.");
        }
    }
}
