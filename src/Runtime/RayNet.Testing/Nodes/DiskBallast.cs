namespace RayNet.Testing.Nodes;

/// <summary>A file that takes the room of a small disk.</summary>
internal static class DiskBallast
{
    private const long LargestDisk = 1L << 30;
    private const string Name = "raynet-test-ballast";

    /// <returns>The directory, for <see cref="Free"/>.</returns>
    internal static string Fill(string? directory)
    {
        string path = directory is null or "none"
            ? throw new InvalidOperationException($"The node has no {nameof(NodeOptions.ObjectSpillingDirectory)} of its own.")
            : Path.GetFullPath(directory);
        var drive = new DriveInfo(path);
        if (drive.TotalSize > LargestDisk)
        {
            throw new InvalidOperationException($"The disk of '{directory}' has {drive.TotalSize >> 20} MiB: it may be the machine's own, and is not filled. Mount a tmpfs of 1 GiB at most there.");
        }

        using FileStream ballast = File.Create(Path.Combine(path, Name));
        byte[] block = new byte[1 << 20];
        try
        {
            while (true)
            {
                ballast.Write(block);
                ballast.Flush();
            }
        }
        catch (IOException)
        {
            // It is full.
        }

        return path;
    }

    internal static void Free(string directory)
    {
        if (Directory.Exists(directory))
        {
            File.Delete(Path.Combine(directory, Name));
        }
    }
}
