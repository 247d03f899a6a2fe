using System.Runtime.InteropServices;

namespace RayNet.Runtime.Deployment.Processes;

/// <summary>The C library's <c>pollfd</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollDescriptor
{
    /// <summary>Something can be read; for the descriptor of a process: it has ended.</summary>
    internal const short Readable = 1;

    internal int Descriptor;
    internal short Requested;
    internal short Returned;
}
