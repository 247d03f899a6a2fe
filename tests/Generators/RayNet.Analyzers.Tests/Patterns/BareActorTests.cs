using Microsoft.CodeAnalysis.CSharp;
using RayNet.Analyzers.Tests.Harness;

namespace RayNet.Analyzers.Tests.Patterns;

public sealed class BareActorTests
{
    private const string Bare = PatternSource.Remote + "static class Program { static int Run() => new Counter(1).Increment(); }";

    [Fact]
    public Task Calls_on_plain_objects_are_reported() => Expect.DiagnosticsAsync(
        PatternSource.Remote + """
        static class Program
        {
            static int One() => {|RN1020:new Counter(1).Increment()|};
            static int Two() { var counter = new Counter(1); return {|RN1020:counter.Add(2)|}; }
            static int Three(Counter? injected) => injected?{|RN1020:.Increment()|} ?? 0;
            static void Four(List<Counter> all) => all.ForEach(each => {|RN1020:each.Reset()|});
        }
        """,
        "'Counter.Increment' is called on a plain object, not on an actor: nothing of it is remote, and several threads may enter it; create the actor by Counter.CreateRemote and call it by its handle",
        "'Counter.Add' is called on a plain object, not on an actor: nothing of it is remote, and several threads may enter it; create the actor by Counter.CreateRemote and call it by its handle",
        "'Counter.Increment' is called on a plain object, not on an actor: nothing of it is remote, and several threads may enter it; create the actor by Counter.CreateRemote and call it by its handle",
        "'Counter.Reset' is called on a plain object, not on an actor: nothing of it is remote, and several threads may enter it; create the actor by Counter.CreateRemote and call it by its handle");

    [Fact]
    public Task Handles_and_the_class_itself_are_silent() => Expect.SilenceAsync(
        PatternSource.Remote + """
        [Actor]
        public class Account(int balance)
        {
            public int Read() => balance;
            public bool Same() => new Account(1).Read() == Read();
            [NotRemote] public int Local() => 1;
            public override string ToString() => "account";
        }

        public sealed class Special() : Account(1) { public int Twice() => base.Read() + Read() + new Account(2).Read(); }

        static class Program
        {
            static async Task RunAsync(ActorHandle<Counter> counter)
            {
                await counter.Increment();
                var account = new Account(1);
                Console.WriteLine(account.Local() + account.ToString() + account.GetHashCode());
            }
        }
        """);

    [Fact]
    public async Task Tests_may_try_the_class_alone()
    {
        CSharpCompilation framework = CSharpCompilation.Create("xunit.v3.core", references: Compilations.Platform, options: Compilations.Options);
        CSharpCompilation compilation = Generated.AddTo(Compilations.Create(Bare, [.. Compilations.References, framework.ToMetadataReference()]).AddSyntaxTrees(
            CSharpSyntaxTree.ParseText(Compilations.Usings, Compilations.ParseOptions, cancellationToken: TestContext.Current.CancellationToken)));
        Assert.Empty(await Analysis.RunAsync(compilation));
    }
}
