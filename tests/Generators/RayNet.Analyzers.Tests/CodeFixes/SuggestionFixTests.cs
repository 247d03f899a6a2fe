using RayNet.Analyzers.Tests.Harness;
using RayNet.Analyzers.Tests.Patterns;

namespace RayNet.Analyzers.Tests.CodeFixes;

public sealed class SuggestionFixTests
{
    [Fact]
    public Task RN2020_takes_a_token() => ExpectFix.AllAsync(
        "RN2020",
        "Token",
        """
        public static class Jobs
        {
            [Remote] public static async Task Poll(string file) { while (!File.Exists(file)) { await Task.Delay(100); } }
            [Remote] public static async Task Tick() { for (int i = 0; i < 3; i++) { await Task.Delay(TimeSpan.FromSeconds(1)); } }
        }
        """,
        """
        public static class Jobs
        {
            [Remote] public static async Task Poll(string file, CancellationToken cancellationToken = default) { while (!File.Exists(file)) { await Task.Delay(100, cancellationToken); } }
            [Remote] public static async Task Tick(CancellationToken cancellationToken = default) { for (int i = 0; i < 3; i++) { await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken); } }
        }
        """);

    [Fact]
    public Task RN2025_lets_another_node_do() => ExpectFix.AllAsync(
        "RN2025",
        "Soft",
        PatternSource.Async(
            """await Work.SquareRemote(1, new TaskOptions { SchedulingStrategy = SchedulingStrategy.NodeAffinity(new NodeId(1, 2)) });""",
            """await Work.SquareRemote(1, new TaskOptions { SchedulingStrategy = SchedulingStrategy.NodeAffinity(new NodeId(1, 2), soft: false) });"""),
        PatternSource.Async(
            """await Work.SquareRemote(1, new TaskOptions { SchedulingStrategy = SchedulingStrategy.NodeAffinity(new NodeId(1, 2), soft: true) });""",
            """await Work.SquareRemote(1, new TaskOptions { SchedulingStrategy = SchedulingStrategy.NodeAffinity(new NodeId(1, 2), soft: true) });"""));

    [Fact]
    public Task RN2021_yields() => ExpectFix.AllAsync(
        "RN2021",
        "Yield",
        """
        public static class Jobs
        {
            [Remote]
            public static async Task<List<string>> Read(string[] files)
            {
                var all = new List<string>();
                foreach (string file in files)
                {
                    string text = await File.ReadAllTextAsync(file);
                    all.Add(text.Trim());
                }

                return all;
            }
        }
        """,
        """
        public static class Jobs
        {
            [Remote]
            public static async IAsyncEnumerable<string> Read(string[] files)
            {
                foreach (string file in files)
                {
                    string text = await File.ReadAllTextAsync(file);
                    yield return text.Trim();
                }
            }
        }
        """);
}
