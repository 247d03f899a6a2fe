using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RayNet.Analyzers.Tests.Contracts;
using RayNet.Analyzers.Tests.Harness;

namespace RayNet.Analyzers.Tests.Pages;

/// <summary>Makes a program of a code block: pages leave out what does not matter.</summary>
internal static class PageExample
{
    /// <summary>What the pages take for granted.</summary>
    private const string Prelude = """

        [Actor] public sealed class Counter(int start) { public int Increment() => ++start; }
        [Actor] public sealed class Logger { public void Write(string text) => Console.WriteLine(text); }
        public interface IRates { decimal Of(int product); }
        namespace RayNet.Runtime.Rpc
        {
            internal sealed class RpcServiceAttribute : Attribute;
            internal sealed class RpcHubAttribute : Attribute;
        }

        namespace Microsoft.Extensions.Hosting
        {
            public interface IHostedService { Task StartAsync(CancellationToken cancellationToken); }
            public abstract class BackgroundService : IHostedService
            {
                public Task StartAsync(CancellationToken cancellationToken) => ExecuteAsync(cancellationToken);
                protected abstract Task ExecuteAsync(CancellationToken stoppingToken);
            }
        }
        """;

    internal static string Section(string page, string heading)
    {
        int start = page.IndexOf("\n## " + heading + "\n", StringComparison.Ordinal);
        int end = page.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return page[start..(end < 0 ? page.Length : end)];
    }

    internal static string Code(string section) => Block(section, "csharp");

    /// <summary>The contracts file that a section shows, with what the prelude adds; null without one.</summary>
    internal static string? Contracts(string section) =>
        section.Contains("\n```text\n", StringComparison.Ordinal) ? Contracting.Record(Complete("")) + Block(section, "text") + "\n" : null;

    private static string Block(string section, string language)
    {
        string fence = $"```{language}\n";
        int start = section.IndexOf(fence, StringComparison.Ordinal) + fence.Length;
        return section[start..section.IndexOf("\n```", start, StringComparison.Ordinal)];
    }

    internal static string Complete(string code)
    {
        string whole = code.Replace("{ ... }", "=> throw new NotSupportedException();", StringComparison.Ordinal);
        string members = $"public static class Page\n{{\n{whole}\n}}";
        SyntaxTree tree = CSharpSyntaxTree.ParseText(members, Compilations.ParseOptions);
        bool isMembers = !tree.GetDiagnostics().Any() && !tree.GetRoot().DescendantNodes().OfType<FieldDeclarationSyntax>().Any(field => field.Declaration.Type.IsVar);
        return "using Microsoft.Extensions.DependencyInjection;\nusing MessagePack;\n" + (isMembers ? members : whole) + Prelude;
    }
}
