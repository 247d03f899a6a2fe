using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RayNet.Analyzers.Tests.Harness;

namespace RayNet.Analyzers.Tests;

/// <summary>Projects that do not use RayNet must not pay for it.</summary>
public sealed class RegistrationTests
{
    [Fact]
    public void Nothing_is_registered_in_a_compilation_without_RayNet()
    {
        Compilation without = Compilations.Create("class C;", Compilations.Platform);
        foreach (DiagnosticAnalyzer analyzer in Analysis.Analyzers.Where(analyzer => analyzer is not DiagnosticSuppressor))
        {
            Assert.Equal((analyzer.ToString(), 0), (analyzer.ToString(), RegistrationCounter.Count(analyzer, without)));
        }
    }

    [Fact]
    public void Every_analyzer_registers_something_in_a_compilation_with_RayNet()
    {
        Compilation with = Compilations.Create("namespace Microsoft.Extensions.Hosting { public interface IHostedService; } namespace RayNet.Runtime.Rpc { internal sealed class RpcServiceAttribute : System.Attribute; internal sealed class RpcHubAttribute : System.Attribute; }");
        foreach (DiagnosticAnalyzer analyzer in Analysis.Analyzers.Where(analyzer => analyzer is not DiagnosticSuppressor))
        {
            Assert.True(RegistrationCounter.Count(analyzer, with) > 0, $"{analyzer} registers nothing.");
        }
    }
}
