using System.ComponentModel;
using System.Diagnostics;

namespace RayNet.Runtime.Cluster.Machine;

/// <summary>The NVIDIA GPUs of the machine, as <c>nvidia-smi</c> lists them.</summary>
internal static class NvidiaGpus
{
    internal const string Tool = "nvidia-smi";

    /// <summary>Vendor names that say nothing of the model.</summary>
    private static readonly string[] s_vendors = ["NVIDIA", "Tesla", "GRID"];

    /// <summary>The GPUs that this process may use; none without the tool.</summary>
    /// <param name="path">Where the tool is looked for: folders as in <c>PATH</c>.</param>
    /// <param name="visible">The process's own <c>CUDA_VISIBLE_DEVICES</c>; <see langword="null"/> for all.</param>
    /// <param name="time">The clock.</param>
    /// <param name="limit">How long the tool may take: a driver that hangs must not keep the node from starting.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <exception cref="IOException">The tool is there and fails, in the words of the tool.</exception>
    internal static async Task<IReadOnlyList<Gpu>> FindAsync(string path, string? visible, TimeProvider time, TimeSpan limit, CancellationToken cancellationToken)
    {
        string? file = path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(static folder => Path.Join(folder, OperatingSystem.IsWindows() ? Tool + ".exe" : Tool))
            .FirstOrDefault(File.Exists);
        return file is null ? [] : Choose(Parse(await AskAsync(file, time, limit, cancellationToken).ConfigureAwait(false)), visible);
    }

    /// <summary>The model in short: <c>NVIDIA A100-SXM4-80GB</c> is an <c>A100</c>, <c>NVIDIA GeForce RTX 4090</c> a <c>GeForce-RTX-4090</c>.</summary>
    internal static string TypeOf(string name)
    {
        var words = new List<string>();
        foreach (string word in name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(static word => !s_vendors.Contains(word, StringComparer.OrdinalIgnoreCase)))
        {
            string model = word.Split('-')[0];
            words.Add(model);
            if (model.Any(char.IsAsciiDigit))
            {
                break;
            }
        }

        return string.Join('-', words);
    }

    /// <summary>Those that the process may use, in the order in which it names them; as in CUDA, the first unknown name ends the list.</summary>
    internal static IReadOnlyList<Gpu> Choose(IReadOnlyList<(Gpu Gpu, string Uuid)> all, string? visible)
    {
        if (visible is null)
        {
            return [.. all.Select(static item => item.Gpu)];
        }

        var chosen = new List<Gpu>();
        foreach (string name in visible.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            (Gpu? gpu, string _) = all.FirstOrDefault(item => item.Gpu.Id == name || item.Uuid == name);
            if (gpu is null && !name.StartsWith("MIG-", StringComparison.Ordinal))
            {
                break;
            }

            // The name stays as it was given: whoever wrote it may mean it to be so. A part of a GPU is not in the list of GPUs.
            chosen.Add(new Gpu(name, gpu?.Type ?? string.Empty));
        }

        return chosen;
    }

    internal static IReadOnlyList<(Gpu Gpu, string Uuid)> Parse(string output)
    {
        var gpus = new List<(Gpu, string)>();
        foreach (string line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.Split(',', StringSplitOptions.TrimEntries) is [string index, string uuid, string name, ..] && index.All(char.IsAsciiDigit))
            {
                gpus.Add((new Gpu(index, TypeOf(name)), uuid));
            }
        }

        return gpus;
    }

    private static async Task<string> AskAsync(string file, TimeProvider time, TimeSpan limit, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(file, ["--query-gpu=index,uuid,name", "--format=csv,noheader"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new IOException($"{file} cannot be started: {exception.Message}", exception);
        }

        using (process)
        using (var stop = new CancellationTokenSource(limit, time))
        using (var either = CancellationTokenSource.CreateLinkedTokenSource(stop.Token, cancellationToken))
        {
            try
            {
                Task<string> output = process.StandardOutput.ReadToEndAsync(either.Token);
                Task<string> errors = process.StandardError.ReadToEndAsync(either.Token);
                await process.WaitForExitAsync(either.Token).ConfigureAwait(false);
                string text = await output.ConfigureAwait(false);
                return process.ExitCode == 0 ? text : throw new IOException($"{file} failed with exit code {process.ExitCode}: {text.Trim()} {(await errors.ConfigureAwait(false)).Trim()}".TrimEnd());
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                process.Kill(entireProcessTree: true);
                throw new IOException($"{file} did not answer within {limit.TotalSeconds:0.#} s.");
            }
        }
    }
}
