using RayNet.Analyzers.Tests.Harness;

namespace RayNet.Analyzers.Tests.Options;

public sealed class OptionValueTests
{
    [Theory]
    [InlineData("TaskOptions", "NumCpus", "-1", "0 or more, in steps of 0.0001")]
    [InlineData("TaskOptions", "NumGpus", "0.00005", "0 or more, in steps of 0.0001")]
    [InlineData("TaskOptions", "NumCpus", "1000000.00005", "0 or more, in steps of 0.0001")]
    [InlineData("TaskOptions", "Memory", "-5", "0 or more")]
    [InlineData("TaskOptions", "MaxRetries", "-2", "0 or more, or -1 for no limit")]
    [InlineData("TaskOptions", "StreamBufferSize", "-1", "0 or more")]
    [InlineData("ActorOptions", "NumCpus", "-0.5", "0 or more, in steps of 0.0001")]
    [InlineData("ActorOptions", "MaxRestarts", "-3", "0 or more, or -1 for no limit")]
    [InlineData("ActorOptions", "MaxTaskRetries", "-2", "0 or more, or -1 for no limit")]
    [InlineData("ActorOptions", "MaxConcurrency", "0", "1 or more")]
    [InlineData("ActorOptions", "MaxPendingCalls", "-2", "1 or more, or -1 for no limit")]
    [InlineData("CallOptions", "MaxTaskRetries", "-2", "0 or more, or -1 for no limit")]
    [InlineData("TaskOptions", "Name", "\"\"", "a name, or leave it out")]
    [InlineData("ActorOptions", "Namespace", "\" \"", "a name, or leave it out")]
    [InlineData("CallOptions", "ConcurrencyGroup", "\"\"", "a name, or leave it out")]
    public Task Forbidden_constants_are_reported(string record, string option, string value, string allowed) => Expect.DiagnosticsAsync(
        $$"""
        static class Program
        {
            static {{record}} Make() => new() { {{option}} = {|RN1008:{{value}}|} };
        }
        """,
        $"Option '{record}.{option}' cannot be {value}; give {allowed}");

    [Theory]
    [InlineData("TaskOptions", "NumCpus", "0")]
    [InlineData("TaskOptions", "NumCpus", "0.3")]
    [InlineData("TaskOptions", "NumCpus", "123456.7891")]
    [InlineData("TaskOptions", "NumCpus", "null")]
    [InlineData("TaskOptions", "MaxRetries", "-1")]
    [InlineData("TaskOptions", "Name", "null")]
    [InlineData("TaskOptions", "Memory", "8L << 30")]
    [InlineData("ActorOptions", "MaxConcurrency", "1")]
    [InlineData("ActorOptions", "MaxPendingCalls", "-1")]
    [InlineData("ActorOptions", "MaxConcurrency", "Environment.ProcessorCount")]
    [InlineData("TaskOptions", "Timeout", "TimeSpan.FromSeconds(1)")]
    [InlineData("TaskOptions", "Timeout", "TimeSpan.FromMinutes(0, 30)")]
    [InlineData("TaskOptions", "RetryDelay", "TimeSpan.Zero")]
    [InlineData("TaskOptions", "RetryOn", "[typeof(IOException)]")]
    [InlineData("TaskOptions", "Resources", "new Dictionary<string, double> { [\"tpu\"] = 0.5 }")]
    public Task Allowed_values_are_silent(string record, string option, string value) => Expect.SilenceAsync(
        $$"""
        static class Program
        {
            static {{record}} Make() => new() { {{option}} = {{value}} };
        }
        """);

    [Theory]
    [InlineData("Timeout", "TimeSpan.Zero", "more than zero, or leave it out for no limit")]
    [InlineData("Timeout", "TimeSpan.FromSeconds(-5)", "more than zero, or leave it out for no limit")]
    [InlineData("RetryDelay", "-TimeSpan.FromSeconds(5)", "zero or more")]
    public Task Durations_are_read_in_their_usual_spellings(string option, string value, string allowed) => Expect.DiagnosticsAsync(
        $$"""
        static class Program
        {
            static TaskOptions Make() => new() { {{option}} = {|RN1008:{{value}}|} };
        }
        """,
        $"Option 'TaskOptions.{option}' cannot be {value}; give {allowed}");

    [Fact]
    public Task With_expressions_and_constants_count() => Expect.DiagnosticsAsync(
        """
        static class Program
        {
            private const int Never = -7;

            static TaskOptions Change(TaskOptions options) => options with { MaxRetries = {|RN1008:Never|} };
        }
        """,
        "Option 'TaskOptions.MaxRetries' cannot be -7; give 0 or more, or -1 for no limit");

    [Fact]
    public Task The_configuration_of_a_cluster_counts() => Expect.DiagnosticsAsync(
        """
        static class Program
        {
            static async Task RunAsync() => await Ray.InitAsync(o =>
            {
                o.NumCpus = {|RN1008:-4|};
                o.Resources[{|RN1008:"GPU"|}] = 1;
                o.ShutdownTimeout = {|RN1008:TimeSpan.FromSeconds(-1)|};
            });
        }
        """,
        "Option 'RayOptions.NumCpus' cannot be -4; give 0 or more, in steps of 0.0001",
        "Option 'RayOptions.Resources' cannot be \"GPU\"; give built-in resources by their own option: NumCpus, NumGpus or Memory",
        "Option 'RayOptions.ShutdownTimeout' cannot be TimeSpan.FromSeconds(-1); give zero or more");

    [Fact]
    public Task Resources_have_names_and_quantities_of_their_own() => Expect.DiagnosticsAsync(
        """
        static class Program
        {
            static TaskOptions Indexed() => new() { Resources = new Dictionary<string, double> { [{|RN1008:"CPU"|}] = 1, ["tpu"] = {|RN1008:-1|} } };
            static TaskOptions Added() => new() { Resources = new Dictionary<string, double> { { {|RN1008:"gpu"|}, 1 }, { {|RN1008:""|}, 2 } } };
        }
        """,
        "Option 'TaskOptions.Resources' cannot be \"CPU\"; give built-in resources by their own option: NumCpus, NumGpus or Memory",
        "Option 'TaskOptions.Resources' cannot be -1; give 0 or more, in steps of 0.0001",
        "Option 'TaskOptions.Resources' cannot be \"gpu\"; give built-in resources by their own option: NumCpus, NumGpus or Memory",
        "Option 'TaskOptions.Resources' cannot be \"\"; give the resource a name");

    [Fact]
    public Task Only_exceptions_are_retried() => Expect.DiagnosticsAsync(
        """
        static class Program
        {
            static TaskOptions Task() => new() { RetryOn = [typeof(IOException), {|RN1008:typeof(string)|}] };
            static CallOptions Call() => new() { RetryOn = new[] { {|RN1008:typeof(int)|} } };
        }
        """,
        "Option 'TaskOptions.RetryOn' cannot be typeof(string); give types that derive from Exception",
        "Option 'CallOptions.RetryOn' cannot be typeof(int); give types that derive from Exception");

    [Fact]
    public Task A_pragma_suppresses() => Expect.SilenceAsync(
        """
        static class Program
        {
        #pragma warning disable RN1008
            static TaskOptions Make() => new() { NumCpus = -1 };
        #pragma warning restore RN1008
        }
        """);

    [Fact]
    public Task Records_of_others_are_left_alone() => Expect.SilenceAsync(
        """
        sealed record TaskOptions { public double NumCpus { get; init; } public string? Name { get; init; } }

        static class Program
        {
            static TaskOptions Make() => new() { NumCpus = -1, Name = "" };
        }
        """);
}
