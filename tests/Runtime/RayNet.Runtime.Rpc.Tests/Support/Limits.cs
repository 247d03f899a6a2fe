namespace RayNet.Runtime.Rpc.Tests.Support;

internal static class Limits
{
    /// <summary>How long a test waits for what has to happen.</summary>
    internal static readonly TimeSpan Wait = TimeSpan.FromSeconds(20);
}
