namespace RayNet.Tests;

/// <content>How long these tests wait.</content>
internal static partial class Soon
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
}
