namespace RayNet.Samples.Tests;

public sealed class SampleTests
{
    [Theory]
    [InlineData("HelloTask", "3")]
    [InlineData("Counter", "1 2 3 4 5")]
    [InlineData("ObjectStore", "1 2 3 4 5", "sum 15")]
    [InlineData("Resources", "CPU 2", "GPU 1", "model-a trained on one GPU", "Infeasible", "GPU: 2 requested, 1 in the cluster")]
    [InlineData("ParallelCompute", "0 1 4 9 16 25 36 49 64 81", "in parallel: True")]
    [InlineData("Expose", "3", "5", "5 4 3 2 1 ")]
    public async Task Prints_exactly_what_the_guide_says(string sample, params string[] lines)
    {
        SampleResult result = await SampleProcess.RunAsync(sample);

        Assert.Equal(string.Empty, result.Errors);
        Assert.Equal(string.Join(Environment.NewLine, lines) + Environment.NewLine, result.Output);
        Assert.Equal(0, result.ExitCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false, "--workers", "2")]
    public async Task The_cluster_sample_computes_the_same_in_its_process_and_on_workers(bool isEmbedded, params string[] arguments)
    {
        SampleResult result = await SampleProcess.RunAsync("ClusterOnOneMachine", arguments);

        Assert.Equal(string.Empty, result.Errors);
        string[] lines = result.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["pi     3.14158", "sum    499500000", "tasks  28"], lines[..3]);

        // How many workers are there in time is not known, but all of them are other processes.
        Assert.NotEmpty(lines[4..]);
        Assert.All(lines[4..], place => Assert.Equal(isEmbedded, place.Contains("(this one)", StringComparison.Ordinal)));
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public void Every_sample_has_a_line_in_the_readme()
    {
        string samples = Repository.Path("samples");
        string readme = File.ReadAllText(Path.Combine(samples, "README.md"));

        string[] names = [.. Directory.EnumerateDirectories(samples).Select(folder => Path.GetFileName(folder)!), "hello.cs"];
        Assert.All(names, name => Assert.Contains($"[{name}]({name})", readme, StringComparison.Ordinal));
    }

    /// <summary>The program that a newcomer meets first is the same everywhere.</summary>
    [Theory]
    [InlineData("samples/hello.cs")]
    [InlineData("src/Templates/RayNet.Templates/templates/raynet-app/Program.cs")]
    [InlineData("src/Sdk/RayNet/README.md")]
    [InlineData("README.md")]
    public void The_first_program_is_the_same_everywhere(string file) =>
        Assert.Contains(
            File.ReadAllText(Repository.Path("samples", "HelloTask", "Program.cs")),
            File.ReadAllText(Repository.Path(file)),
            StringComparison.Ordinal);
}
