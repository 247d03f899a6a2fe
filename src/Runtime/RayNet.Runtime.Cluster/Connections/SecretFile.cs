using System.Security.Cryptography;
using RayNet.Runtime.Deployment.Processes;

namespace RayNet.Runtime.Cluster.Connections;

/// <summary>Files that only their owner may read: tokens and keys.</summary>
internal static class SecretFile
{
    internal const int ShortestToken = 16;
    internal const int LongestToken = 512;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerDirectory = OwnerOnly | UnixFileMode.UserExecute;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
    private const int TokenBytes = 32;

    /// <summary>Makes a directory that only its owner may enter, and refuses one that others may write to.</summary>
    internal static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, OwnerDirectory);
        CheckDirectory(path);
    }

    /// <summary>Refuses a directory that belongs to another user, or that others may write to.</summary>
    internal static void CheckDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        if (UserId.IsOfAnother(path))
        {
            throw new InvalidOptionException($"The directory '{path}' belongs to another user, so that nothing in it can be trusted. Choose another directory.");
        }

        if ((File.GetUnixFileMode(path) & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != 0)
        {
            throw new InvalidOptionException($"Others may write to the directory '{path}', so that nothing in it can be trusted. Run 'chmod go-w {path}', or choose another directory.");
        }
    }

    /// <summary>Replaces the file as a whole: a reader sees the old or the new content.</summary>
    internal static void Write(string path, string content)
    {
        string temporary = $"{path}.{Environment.ProcessId}.tmp";
        File.Delete(temporary);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var writer = new StreamWriter(temporary, options))
        {
            writer.Write(content);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Reads a file, and refuses one that others may read.</summary>
    internal static string Read(string path)
    {
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
            {
                throw new InvalidOptionException($"Others may read or write '{path}', which holds a secret. Run 'chmod 600 {path}'.");
            }

            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOptionException($"'{path}' cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Reads a token, without the line end that editors add.</summary>
    internal static string ReadToken(string path) => ClusterEnvironment.Check(Read(path).Trim(), $"The token in '{path}'");

    /// <summary>The token in the file; a new one if there is no file.</summary>
    internal static string ReadOrCreateToken(string path)
    {
        if (!File.Exists(path))
        {
            Write(path, NewToken() + "\n");
        }

        return ReadToken(path);
    }

    /// <summary>256 random bits in hexadecimal digits.</summary>
    internal static string NewToken() => RandomNumberGenerator.GetHexString(TokenBytes * 2, lowercase: true);
}
