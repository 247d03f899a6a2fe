using RayNet.Analyzers.Tests.Harness;

namespace RayNet.Analyzers.Tests.Patterns;

public sealed class DeadlockTests
{
    [Fact]
    public Task An_actor_that_awaits_its_own_handle_is_reported() => Expect.DiagnosticsAsync(
        """
        [Actor]
        public sealed class Node
        {
            public async Task<int> A(RayContext context) => await {|RN2005:context.Self<Node>().Zero()|};
            public async Task<int> B() { ActorHandle<Node> me = RayContext.Current!.Self<Node>(); return await {|RN2005:me.Zero()|}; }
            public Task<int> C(RayContext context) => Helper(context);
            public int Zero() => 0;
            private async Task<int> Helper(RayContext context) { ObjectRef<int> zero = {|RN2005:context.Self<Node>().Zero()|}; return await zero; }
        }
        """,
        "'Node.A' waits for 'Node.Zero', which cannot start before 'Node.A' has ended: an actor runs one call at a time; call the method directly",
        "'Node.B' waits for 'Node.Zero', which cannot start before 'Node.B' has ended: an actor runs one call at a time; call the method directly",
        "'Node.C' waits for 'Node.Zero', which cannot start before 'Node.C' has ended: an actor runs one call at a time; call the method directly");

    [Fact]
    public Task A_circle_of_two_and_of_three_is_reported() => Expect.DiagnosticsAsync(
        """
        [Actor]
        public sealed class Parent(ActorHandle<Child> child)
        {
            public async Task<int> Run(ActorHandle<Parent> me) => await {|RN2005:child.Work(me)|};
            public int Progress() => 1;
        }

        [Actor]
        public sealed class Child
        {
            public async Task<int> Work(ActorHandle<Parent> parent) => await parent.Progress();
        }

        [Actor] public sealed class A { public async Task<int> Go(ActorHandle<B> b) => await {|RN2005:b.Go(null!)|}; public int End() => 0; }
        [Actor] public sealed class B { public async Task<int> Go(ActorHandle<C> c) => await c.Go(null!); }
        [Actor] public sealed class C { public async Task<int> Go(ActorHandle<A> a) => await a.End(); }
        """,
        "'Parent.Run' waits for 'Parent.Progress', which cannot start before 'Parent.Run' has ended: Parent.Run → Child.Work → Parent.Progress is a circle when it comes back to the same actor; return the reference in place of awaiting it, or give one of the methods a concurrency group of its own",
        "'A.Go' waits for 'A.End', which cannot start before 'A.Go' has ended: A.Go → B.Go → C.Go → A.End is a circle when it comes back to the same actor; return the reference in place of awaiting it, or give one of the methods a concurrency group of its own");

    [Fact]
    public Task What_does_not_wait_or_may_overlap_is_silent() => Expect.SilenceAsync(
        """
        [Actor]
        public sealed class Direct
        {
            public int A() => Zero();
            public ObjectRef<int> B(RayContext context) => context.Self<Direct>().Zero();
            public void C(RayContext context) => _ = context.Self<Direct>().Zero();
            public int Zero() => 0;
        }

        [Actor(MaxConcurrency = 2)]
        public sealed class Concurrent
        {
            public async Task<int> A(RayContext context) => await context.Self<Concurrent>().Zero();
            public int Zero() => 0;
        }

        [Actor]
        [ConcurrencyGroup("status", 1)]
        public sealed class Grouped
        {
            public async Task<int> A(RayContext context) => await context.Self<Grouped>().Zero();
            [ActorMethod(ConcurrencyGroup = "status")] public int Zero() => 0;
        }
        """);

    [Fact]
    public Task Other_actors_are_silent() => Expect.SilenceAsync(
        """
        [Actor]
        public sealed class Ring(ActorHandle<Ring>? next)
        {
            public async Task<int> Sum() => next is null ? 0 : 1 + await next.Sum();
        }

        [Actor]
        public sealed class Boss
        {
            private readonly ActorHandle<Helper> _helper = Helper.CreateRemote();
            public async Task<int> Run() => await _helper.Work();
            public int Zero() => 0;
        }

        [Actor]
        public sealed class Helper
        {
            public async Task<int> Work() { ActorHandle<Boss> own = Boss.CreateRemote(); return await own.Zero(); }
        }

        [Actor]
        public sealed class Chain
        {
            public async Task<int> Run(ActorHandle<Link> link) => await link.Work();
            public int Zero() => 0;
        }

        [Actor]
        public sealed class Link
        {
            public int Work() => 1;
            public async Task<int> Other(ActorHandle<Chain> chain) => await chain.Zero();
        }

        [Actor] public sealed class Wide { public async Task<int> Go(RayContext context) => await context.Self<Wide>().Zero(); public int Zero() => 0; }
        static class Program { static ActorHandle<Wide> Make() => Wide.CreateRemote(new ActorOptions { MaxConcurrency = 4 }); }
        """);
}
