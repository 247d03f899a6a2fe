using System.ComponentModel;
using System.Diagnostics;
using RayNet.Contracts;

namespace RayNet.Cli.Contracts;

/// <summary>A contract to compare, from a file or from a revision of git.</summary>
/// <param name="Path">The file.</param>
/// <param name="Name">The file, with the revision if it is one.</param>
/// <param name="Entries">What it records.</param>
internal sealed record ContractSource(string Path, string Name, IReadOnlyList<ContractEntry> Entries)
{
    internal static async Task<ContractSource> OfFileAsync(string path, CancellationToken cancellationToken)
    {
        string file = Directory.Exists(path) ? System.IO.Path.Combine(path, ContractFile.Name) : path;
        return File.Exists(file)
            ? Parse(file, file, await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false))
            : throw new UsageException($"There is no file '{file}'. 'raynet contracts init' makes one.");
    }

    internal static async Task<ContractSource> OfRevisionAsync(string revision, string path, CancellationToken cancellationToken)
    {
        string full = System.IO.Path.GetFullPath(path);
        (int exitCode, string output, string errors) = await GitAsync(System.IO.Path.GetDirectoryName(full)!, ["show", $"{revision}:./{System.IO.Path.GetFileName(full)}"], cancellationToken).ConfigureAwait(false);
        return exitCode == 0
            ? Parse(path, $"{revision}:{path}", output)
            : throw new UsageException($"git has no '{path}' in {revision}: {errors.Trim()}. Name two files, or another --revision.");
    }

    private static ContractSource Parse(string path, string name, string text)
    {
        ContractFile file = ContractFile.Parse(text);
        return file.Unreadable is [(int line, string content), ..]
            ? throw new UsageException($"Line {line + 1} of '{name}' is no entry, or stands there twice: '{content}'. The fix of RN3004 removes it.")
            : new ContractSource(path, name, file.Entries);
    }

    private static async Task<(int ExitCode, string Output, string Errors)> GitAsync(string folder, string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using Process git = Process.Start(start)!;
            Task<string> output = git.StandardOutput.ReadToEndAsync(cancellationToken);
            Task<string> errors = git.StandardError.ReadToEndAsync(cancellationToken);
            await git.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return (git.ExitCode, await output.ConfigureAwait(false), await errors.ConfigureAwait(false));
        }
        catch (Win32Exception exception)
        {
            throw new UsageException($"git cannot be started ({exception.Message}). Name two files to compare.");
        }
    }
}
