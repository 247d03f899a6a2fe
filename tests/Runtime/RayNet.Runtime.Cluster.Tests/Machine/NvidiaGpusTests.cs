using RayNet.Runtime.Cluster.Machine;

namespace RayNet.Runtime.Cluster.Tests.Machine;

/// <summary>GPUs as nvidia-smi lists them; the tool is a script here.</summary>
public sealed class NvidiaGpusTests : IDisposable
{
    private const string Two = "echo '0, GPU-aa, NVIDIA H200'; echo '1, GPU-bb, NVIDIA H200'";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_tool_on_the_path_says_which_gpus_there_are()
    {
        Assert.Empty(await FindAsync(null));
        WriteTool(Two);
        Assert.Equal([new Gpu("0", "H200"), new Gpu("1", "H200")], await FindAsync(null));
    }

    [Theory]
    [InlineData("1", "1")]
    [InlineData("1,0", "1 0")]
    [InlineData("GPU-bb", "GPU-bb")]
    [InlineData("", "")]
    [InlineData("-1", "")]
    [InlineData("0,7,1", "0")]
    [InlineData("MIG-cc", "MIG-cc")]
    public async Task A_node_that_may_use_some_of_them_has_only_these(string visible, string ids)
    {
        WriteTool(Two);
        Assert.Equal(ids, string.Join(' ', (await FindAsync(visible)).Select(static gpu => gpu.Id)));
    }

    [Fact]
    public async Task A_tool_that_fails_is_quoted()
    {
        WriteTool("echo 'NVIDIA-SMI has failed because it could not communicate with the NVIDIA driver.'; exit 9");
        IOException failed = await Assert.ThrowsAsync<IOException>(() => FindAsync(null));
        Assert.Contains("exit code 9", failed.Message, StringComparison.Ordinal);
        Assert.Contains("could not communicate", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_that_hangs_is_ended()
    {
        WriteTool("exec sleep 600");
        IOException late = await Assert.ThrowsAsync<IOException>(() => NvidiaGpus.FindAsync(_folder.Path, null, TimeProvider.System, TimeSpan.FromMilliseconds(100), CancellationToken.None).Within());
        Assert.Contains("did not answer within 0.1 s", late.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NVIDIA H200", "H200")]
    [InlineData("NVIDIA A100-SXM4-80GB", "A100")]
    [InlineData("Tesla V100-SXM2-16GB", "V100")]
    [InlineData("NVIDIA H100 80GB HBM3", "H100")]
    [InlineData("NVIDIA GeForce RTX 4090", "GeForce-RTX-4090")]
    [InlineData("NVIDIA RTX 6000 Ada Generation", "RTX-6000")]
    public void The_model_is_named_in_short(string name, string type) => Assert.Equal(type, NvidiaGpus.TypeOf(name));

    private Task<IReadOnlyList<Gpu>> FindAsync(string? visible) =>
        NvidiaGpus.FindAsync(_folder.Path, visible, TimeProvider.System, TimeSpan.FromSeconds(30), CancellationToken.None).Within();

    private void WriteTool(string script)
    {
        string file = _folder.File(NvidiaGpus.Tool);
        File.WriteAllText(file, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
