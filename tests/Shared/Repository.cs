namespace RayNet.Tests;

/// <summary>Finds files of the repository from a test.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Path(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "RayNet.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"RayNet.slnx is in no folder above {AppContext.BaseDirectory}.");
    }
}
